"""From uint8 pictures to what a network takes: one module for training and the ONNX graph."""

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


class Deployed(nn.Module):
    """What `model.onnx` computes: pictures in, logits and probabilities out."""

    def __init__(self, preprocessing: ImagePreprocessing, network: nn.Module) -> None:
        super().__init__()
        self.normalize = Normalize(preprocessing)
        self.network = network

    def forward(self, images: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        """Logits and probabilities, both float32 [N,classes], of uint8 images [N,H,W,C]."""
        (logits,) = self.network(self.normalize(images)).values()
        return logits, logits.softmax(dim=-1)
