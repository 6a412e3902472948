from __future__ import annotations

import torch
from torch import nn


class ClassToken(nn.Module):
    """Puts a learned step before each sequence.

    Source: Devlin, Chang, Lee and Toutanova, 2019; Dosovitskiy and others, 2021.

    Args:
        features: How many features a step has.
    """

    def __init__(self, features: int) -> None:
        super().__init__()
        self.token = nn.Parameter(torch.empty(1, 1, features))
        nn.init.normal_(self.token, std=0.02)

    def forward(self, input: torch.Tensor) -> torch.Tensor:
        """From [N,L,F] to [N,L+1,F]."""
        return torch.cat((self.token.expand(input.shape[0], -1, -1), input), dim=1)
