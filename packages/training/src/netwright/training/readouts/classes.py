"""Logits and probabilities of classes and labels."""

from __future__ import annotations

import torch
from torch import nn


class ClassLogits(nn.Module):
    """Logits [N,K,...] whose softmax are the classes' probabilities, of what a network gives.

    A network of two classes may be trained on binary cross-entropy. One output z is the log-odds
    of the second class: the logits are [0, z]. Two outputs are each trained to be the log-odds of
    one class, so their difference is twice the log-odds, and half of them are the logits.

    Args:
        binary: Whether the network is trained on binary cross-entropy.
    """

    def __init__(self, *, binary: bool) -> None:
        super().__init__()
        self.binary = binary

    def forward(self, given: torch.Tensor) -> torch.Tensor:
        """The logits."""
        if not self.binary:
            return given
        if given.shape[1] == 1:
            return torch.cat([torch.zeros_like(given), given], dim=1)
        return given / 2


class ClassReadout(nn.Module):
    """Logits, and probabilities that add up to 1 along the classes' axis."""

    names = ("logits", "probabilities")

    def __init__(self, *, axis: int = 1, binary: bool = False) -> None:
        super().__init__()
        self.logits, self.axis = ClassLogits(binary=binary), axis

    def forward(self, given: torch.Tensor) -> tuple[torch.Tensor, ...]:
        """Logits and probabilities, of the same shape."""
        logits = self.logits(given)
        return logits, logits.softmax(dim=self.axis)


class LabelReadout(nn.Module):
    """Logits, and the probability of each label by itself."""

    names = ("logits", "probabilities")

    def forward(self, given: torch.Tensor) -> tuple[torch.Tensor, ...]:
        """Logits and probabilities, both [N,K]."""
        return given, given.sigmoid()
