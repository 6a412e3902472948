"""Numbers and pictures, in the units that they were read in."""

from __future__ import annotations

import torch
from torch import nn

from netwright.interfaces.documents import ArrayPreprocessing, TablePreprocessing


class ValueReadout(nn.Module):
    """Values that the network learnt with mean 0 and deviation 1, in their own units.

    Args:
        mean, std: Broadcast against what the network gives, [N,...].
    """

    names = ("values",)
    mean: torch.Tensor
    std: torch.Tensor

    def __init__(self, mean: torch.Tensor, std: torch.Tensor) -> None:
        super().__init__()
        self.register_buffer("mean", mean)
        self.register_buffer("std", std)

    def forward(self, given: torch.Tensor) -> tuple[torch.Tensor, ...]:
        """The values, of the shape that came."""
        return (given * self.std + self.mean,)


class PictureReadout(nn.Module):
    """Pictures [N,C,H,W] as float32 [N,H,W,C] within 0 to 1."""

    names = ("picture",)

    def forward(self, given: torch.Tensor) -> tuple[torch.Tensor, ...]:
        """The pictures."""
        return (given.clamp(0, 1).permute(0, 2, 3, 1),)


def inputs_again(preprocessing: TablePreprocessing | ArrayPreprocessing) -> ValueReadout:
    """The network's input in the units it was read in; a category stays one value a word."""
    if isinstance(preprocessing, ArrayPreprocessing):
        axes = (1, -1, *(1 for _ in preprocessing.shape[1:]))
        mean, std = torch.tensor(preprocessing.mean), torch.tensor(preprocessing.std)
        return ValueReadout(mean.view(axes), std.view(axes))
    scales = [scale for column in preprocessing.columns for scale in column.scales]
    means, stds = zip(*scales, strict=True)
    return ValueReadout(torch.tensor(means), torch.tensor(stds))
