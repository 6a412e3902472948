"""From arrays to what a network takes."""

from __future__ import annotations

import torch
from torch import nn

from netwright.interfaces.documents import ArrayPreprocessing


class StandardizeArray(nn.Module):
    """float32 [N,...] to the same shape with mean 0 and deviation 1, over all or a channel each."""

    mean: torch.Tensor
    std: torch.Tensor

    def __init__(self, preprocessing: ArrayPreprocessing) -> None:
        super().__init__()
        axes = (1, -1, *(1 for _ in preprocessing.shape[1:]))
        self.register_buffer("mean", torch.tensor(preprocessing.mean).view(axes))
        self.register_buffer("std", torch.tensor(preprocessing.std).view(axes))

    def forward(self, arrays: torch.Tensor) -> torch.Tensor:
        """The standardised arrays."""
        return (arrays - self.mean) / self.std
