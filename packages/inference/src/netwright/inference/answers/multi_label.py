"""What a model says that tells which of several labels a sample has."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from numpy.typing import NDArray

THRESHOLD = 0.5
"""From this probability on a label counts."""


@dataclass(frozen=True, eq=False)
class LabelSet:
    """The labels of one sample, none included.

    Attributes:
        path: The sample's path as it was given, or None when it came from memory.
        labels: Those with a probability of at least 0.5, or of at least the threshold that the
            model has for each; in the model's order.
        probabilities: Of every label by itself, float32 [labels], 0 to 1.
        known: The model's labels.
    """

    path: str | None
    labels: tuple[str, ...]
    probabilities: NDArray[Any] = field(repr=False)
    known: tuple[str, ...] = field(repr=False)

    @classmethod
    def of(
        cls,
        path: str | None,
        probabilities: NDArray[Any],
        known: tuple[str, ...],
        thresholds: Sequence[float] | None = None,
    ) -> LabelSet:
        """The labels that `probabilities`, float32 [labels], make.

        Args:
            path: The sample's.
            probabilities: Of every label.
            known: The model's labels.
            thresholds: One a label; 0.5 by default.
        """
        least = thresholds or (THRESHOLD,) * len(known)
        return cls(path, _above(least, probabilities, known), probabilities, known)

    def above(self, threshold: float) -> tuple[str, ...]:
        """The labels with a probability of at least `threshold`."""
        return _above((threshold,) * len(self.known), self.probabilities, self.known)

    def to_dict(self) -> dict[str, Any]:
        """The answer as JSON takes it."""
        shares = map(float, self.probabilities)
        return {
            "path": self.path,
            "labels": list(self.labels),
            "probabilities": dict(zip(self.known, shares, strict=True)),
        }


def _above(
    thresholds: Sequence[float], shares: NDArray[Any], known: tuple[str, ...]
) -> tuple[str, ...]:
    pairs = zip(known, shares, thresholds, strict=True)
    return tuple(label for label, share, least in pairs if share >= least)
