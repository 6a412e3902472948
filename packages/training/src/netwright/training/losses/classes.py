"""Losses of one class of several: logits [N,K,...] against class indices [N,...].

Indices equal to `ignored` do not count. Instead of indices, probabilities [N,K] may be wanted.
"""

from __future__ import annotations

import torch
from torch import nn
from torch.nn import functional

NOTHING = -100
"""No index: what `ignored` is where every index counts, as in torch."""
_LEAST = 1e-6
"""A divisor where nothing counts."""


class CrossEntropy(nn.Module):
    """Cross-entropy in nats, averaged over what counts; 0 where nothing does.

    Args:
        label_smoothing: As in torch.
        ignored: The index that does not count.
        weights: How much each class counts, [K]; the average is by these weights, as in torch.
    """

    weights: torch.Tensor | None

    def __init__(
        self,
        label_smoothing: float = 0.0,
        ignored: int = NOTHING,
        weights: torch.Tensor | None = None,
    ) -> None:
        super().__init__()
        self.label_smoothing, self.ignored = label_smoothing, ignored
        self.register_buffer("weights", weights)

    def forward(self, logits: torch.Tensor, wanted: torch.Tensor) -> torch.Tensor:
        """The loss."""
        if wanted.is_floating_point():
            return functional.cross_entropy(
                logits, wanted, weight=self.weights, label_smoothing=self.label_smoothing
            )
        divisor = self.divisor(wanted)
        loss = functional.cross_entropy(
            logits,
            wanted,
            weight=self.weights,
            # The plain mean as torch has it: a division of our own is seen in a small step.
            reduction="mean" if divisor is None else "sum",
            ignore_index=self.ignored,
            label_smoothing=self.label_smoothing,
        )
        return loss if divisor is None else loss / divisor.clamp(min=_LEAST)

    def divisor(self, wanted: torch.Tensor) -> torch.Tensor | None:
        """What the sum is divided by; None where every index counts, and counts as much."""
        if wanted.is_floating_point() or (self.weights is None and self.ignored == NOTHING):
            return None
        counts = wanted != self.ignored
        if self.weights is None:
            return counts.sum()
        return (self.weights[wanted.where(counts, 0)] * counts).sum()


class Focal(nn.Module):
    """Cross-entropy times (1 - p)^gamma, p the probability of what is wanted (Lin et al., 2017).

    Args:
        gamma: 0 gives cross-entropy.
        alpha: How much each class counts, [K]; None for 1.
        ignored: The index that does not count.
    """

    alpha: torch.Tensor | None

    def __init__(
        self, gamma: float, alpha: torch.Tensor | None = None, ignored: int = NOTHING
    ) -> None:
        super().__init__()
        self.gamma, self.ignored = gamma, ignored
        self.register_buffer("alpha", alpha)

    def forward(self, logits: torch.Tensor, wanted: torch.Tensor) -> torch.Tensor:
        """The loss."""
        log_p = logits.log_softmax(dim=1)
        weighted = -log_p * focus(log_p.exp(), self.gamma)
        if self.alpha is not None:
            weighted = weighted * self.alpha.view(1, -1, *(1 for _ in logits.shape[2:]))
        if wanted.is_floating_point():
            return (weighted * wanted).sum() / len(wanted)
        counts = wanted != self.ignored
        of_wanted = weighted.gather(1, wanted.where(counts, 0).unsqueeze(1)).squeeze(1)
        return (of_wanted * counts).sum() / counts.sum().clamp(min=1)

    def divisor(self, wanted: torch.Tensor) -> torch.Tensor | None:
        """What the sum is divided by; None where every index counts."""
        if wanted.is_floating_point() or self.ignored == NOTHING:
            return None
        return (wanted != self.ignored).sum()


class KLDivergence(nn.Module):
    """The divergence of the network's probabilities [N,K] from the wanted ones, in nats."""

    def forward(self, logits: torch.Tensor, wanted: torch.Tensor) -> torch.Tensor:
        """The loss."""
        if not wanted.is_floating_point():
            wanted = functional.one_hot(wanted, logits.shape[1]).to(logits.dtype)
        return functional.kl_div(logits.log_softmax(dim=1), wanted, reduction="batchmean")


def focus(p: torch.Tensor, gamma: float) -> torch.Tensor:
    """(1 - p)^gamma, with a gradient that is finite at p = 1 for every gamma."""
    return (1 - p).clamp(min=1e-6) ** gamma
