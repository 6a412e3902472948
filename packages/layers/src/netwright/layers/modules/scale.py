from __future__ import annotations

import torch
from torch import nn


class Scale(nn.Module):
    """Multiplies by learned factors, and adds learned numbers if asked to.

    Source: Touvron, Cord, Sablayrolles, Synnaeve and Jégou, 2021 (LayerScale).

    Args:
        num_features: How many factors: the size along `dim`, or 1.
        dim: The axis with a factor for each place, the batch axis counted.
        bias: Learn a number to add for each factor, too.
        init: What each factor starts as.
    """

    def __init__(
        self, num_features: int = 1, dim: int = 1, bias: bool = False, init: float = 1.0
    ) -> None:
        super().__init__()
        self.dim = dim
        self.weight = nn.Parameter(torch.full((num_features,), init))
        self.bias = nn.Parameter(torch.zeros(num_features)) if bias else None

    def forward(self, input: torch.Tensor) -> torch.Tensor:
        shape = [1] * input.ndim
        shape[self.dim] = -1
        output = input * self.weight.view(shape)
        return output if self.bias is None else output + self.bias.view(shape)

    def extra_repr(self) -> str:
        return f"{self.weight.numel()}, dim={self.dim}, bias={self.bias is not None}"
