"""The overlap of masks as a loss."""

from __future__ import annotations

import torch
from torch import nn

from netwright.training.losses.classes import CrossEntropy


class Dice(nn.Module):
    """1 - Dice of soft masks, each class over the whole batch, averaged over the classes in it.

    Dice is 2·|A∩B| / (|A| + |B|) (Milletari, Navab and Ahmadi, 2016, without their squares).
    """

    def __init__(self, ignored: int) -> None:
        super().__init__()
        self.ignored = ignored

    def forward(self, logits: torch.Tensor, wanted: torch.Tensor) -> torch.Tensor:
        """The loss of logits [N,K,H,W] against class indices int64 [N,H,W]."""
        counts = (wanted != self.ignored).unsqueeze(1)
        index = wanted.unsqueeze(1).where(counts, 0)
        truth = torch.zeros_like(logits).scatter_(1, index, 1.0) * counts
        given = logits.softmax(dim=1) * counts
        both, of_truth, of_given = (
            mask.sum(dim=(0, 2, 3)) for mask in (truth * given, truth, given)
        )
        overlap = 2 * both / (of_truth + of_given).clamp(min=1e-6)
        there = of_truth > 0
        return ((1 - overlap) * there).sum() / there.sum().clamp(min=1)


class DiceCrossEntropy(nn.Module):
    """The sum of Dice and cross-entropy (Isensee and others, 2021)."""

    def __init__(self, ignored: int) -> None:
        super().__init__()
        self.dice, self.cross_entropy = Dice(ignored), CrossEntropy(ignored=ignored)

    def forward(self, logits: torch.Tensor, wanted: torch.Tensor) -> torch.Tensor:
        """The loss of logits [N,K,H,W] against class indices int64 [N,H,W]."""
        loss: torch.Tensor = self.dice(logits, wanted) + self.cross_entropy(logits, wanted)
        return loss
