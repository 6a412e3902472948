from __future__ import annotations

import torch
from torch import nn


class StochasticDepth(nn.Module):
    """Sets whole samples of a batch to zero at random while training.

    Source: Huang, Sun, Liu, Sedra and Weinberger, 2016.

    Args:
        p: The share of samples to drop, 0 to 1; the others are divided by 1 - p.
    """

    def __init__(self, p: float) -> None:
        super().__init__()
        self.p = p

    def forward(self, input: torch.Tensor) -> torch.Tensor:
        if not self.training or self.p == 0:
            return input
        each_sample = (input.shape[0], *(1,) * (input.ndim - 1))
        kept = input.new_empty(each_sample).bernoulli_(1 - self.p)
        return input * kept / max(1 - self.p, torch.finfo(input.dtype).tiny)

    def extra_repr(self) -> str:
        return f"p={self.p}"
