"""From uint8 pictures to what a network takes."""

from __future__ import annotations

import torch
from torch import nn

from netwright.interfaces.documents import ImagePreprocessing


class Normalize(nn.Module):
    """uint8 [N,H,W,C], 0 to 255, to float32 [N,C,H,W] with the training data's mean 0 and std 1.

    The channels stay last in memory, which is the layout that convolutions are fastest in.
    """

    scale: torch.Tensor
    shift: torch.Tensor

    def __init__(self, preprocessing: ImagePreprocessing) -> None:
        super().__init__()
        mean, std = (torch.tensor(v) for v in (preprocessing.mean, preprocessing.std))
        self.register_buffer("scale", (1 / (255 * std)).view(1, -1, 1, 1))
        self.register_buffer("shift", (-mean / std).view(1, -1, 1, 1))

    def forward(self, images: torch.Tensor) -> torch.Tensor:
        """The normalised images."""
        return images.permute(0, 3, 1, 2).to(self.scale.dtype) * self.scale + self.shift


def unit_pictures(pixels: torch.Tensor) -> torch.Tensor:
    """uint8 [N,H,W,C], 0 to 255, as float32 [N,C,H,W], 0 to 1, channels last in memory."""
    return pixels.permute(0, 3, 1, 2).to(torch.float32) / 255
