import torch
from torch import nn


class LearnedSwish(nn.Module):
    """Swish with one learned beta a channel (Ramachandran, Zoph and Le, 2017)."""

    def __init__(self, num_channels: int, init: float = 1.0) -> None:
        super().__init__()
        self.beta = nn.Parameter(torch.full((num_channels,), init))

    def forward(self, input: torch.Tensor) -> torch.Tensor:
        """[N,C,...] to the same."""
        beta = self.beta.view(-1, *(1,) * (input.ndim - 2))
        return input * torch.sigmoid(beta * input)
