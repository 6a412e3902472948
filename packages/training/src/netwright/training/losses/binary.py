"""Losses of yes and no: each logit by itself."""

from __future__ import annotations

import torch
from torch import nn
from torch.nn import functional

from netwright.training.losses.classes import focus


class BinaryFocal(nn.Module):
    """Binary cross-entropy times (1 - p)^gamma, p the probability of what is wanted.

    Args:
        gamma: 0 gives binary cross-entropy.
        alpha: How much a label counts where it is set, [1] or [K]; 1 - alpha where not.
    """

    alpha: torch.Tensor | None

    def __init__(self, gamma: float, alpha: torch.Tensor | None = None) -> None:
        super().__init__()
        self.gamma = gamma
        self.register_buffer("alpha", alpha)

    def forward(self, logits: torch.Tensor, wanted: torch.Tensor) -> torch.Tensor:
        """The loss of logits [N,K] against 0 and 1, [N,K]."""
        entropy = functional.binary_cross_entropy_with_logits(logits, wanted, reduction="none")
        loss = entropy * focus(torch.exp(-entropy), self.gamma)
        if self.alpha is not None:
            loss = loss * (self.alpha * wanted + (1 - self.alpha) * (1 - wanted))
        return loss.mean()


class TwoClassBCE(nn.Module):
    """Binary cross-entropy of a network of two classes that gives one logit or two.

    One logit is that of the second class; of two, each is trained by itself.
    """

    def __init__(self, pos_weight: torch.Tensor | None = None) -> None:
        super().__init__()
        self.entropy = nn.BCEWithLogitsLoss(pos_weight=pos_weight)

    def forward(self, logits: torch.Tensor, wanted: torch.Tensor) -> torch.Tensor:
        """The loss of logits [N,1] or [N,2] against indices [N] or probabilities [N,2]."""
        if not wanted.is_floating_point():
            wanted = functional.one_hot(wanted, 2)
        loss: torch.Tensor = self.entropy(logits, wanted[:, -logits.shape[1] :].to(logits.dtype))
        return loss
