from __future__ import annotations

import torch
from torch import nn


class LearnedPositionalEncoding(nn.Module):
    """Adds a learned vector to each step of a sequence.

    Source: Gehring, Auli, Grangier, Yarats and Dauphin, 2017.

    Args:
        max_length: How many steps a sequence may have at most.
        features: How many features a step has.
    """

    def __init__(self, max_length: int, features: int) -> None:
        super().__init__()
        self.weight = nn.Parameter(torch.empty(max_length, features))
        nn.init.normal_(self.weight, std=0.02)

    def forward(self, input: torch.Tensor) -> torch.Tensor:
        return input + self.weight[: input.shape[1]]
