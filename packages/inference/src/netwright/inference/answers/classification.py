"""What a model says that tells which of several classes a sample is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray


class Prediction:
    """The class of one sample. What is asked of it is worked out then.

    Args:
        labels: The model's labels, by class index.
        threshold: Of two classes: from which probability on the second one is said; None says the
            more probable one.
        path: The sample's path as it was given, or None when it came from memory.
        probabilities: Of every class, float32 [classes].
    """

    # Made for every sample: a frozen dataclass takes three times as long, which counts beside a
    # small network.
    __slots__ = ("_labels", "_path", "_probabilities", "_threshold")

    def __init__(
        self,
        labels: tuple[str, ...],
        threshold: float | None,
        path: str | None,
        probabilities: NDArray[np.float32],
    ) -> None:
        self._labels = labels
        self._threshold = threshold
        self._path = path
        self._probabilities = probabilities

    @property
    def path(self) -> str | None:
        """The sample's path as it was given, or None when it came from memory."""
        return self._path

    @property
    def probabilities(self) -> NDArray[np.float32]:
        """Of every class, float32 [classes], in the order of `labels`."""
        return self._probabilities

    @property
    def labels(self) -> tuple[str, ...]:
        """The model's labels."""
        return self._labels

    @property
    def label(self) -> str:
        """The most probable label; of a model of two classes with a threshold of its own the
        second one where its probability reaches that.
        """
        return self.labels[self._said]

    @property
    def probability(self) -> float:
        """The probability of `label`, 0 to 1."""
        return float(self.probabilities[self._said])

    @property
    def _said(self) -> int:
        if self._threshold is None:
            return int(self.probabilities.argmax())
        return int(self.probabilities[1] >= self._threshold)

    def __repr__(self) -> str:
        shown = f"path={self.path!r}, label={self.label!r}, probability={self.probability!r}"
        return f"Prediction({shown})"

    def top(self, k: int = 5) -> list[tuple[str, float]]:
        """`label` and the most probable others, `k` of them together, with their probabilities."""
        # Stable, so that among equals the first class comes first, as in `label`.
        order = np.argsort(-self.probabilities, kind="stable")
        if order[0] != self._said:  # By a threshold, which only models of two classes have.
            order = order[::-1]
        order = order[: max(k, 0)]
        return [(self.labels[index], float(self.probabilities[index])) for index in order]

    def to_dict(self, top: int = 5) -> dict[str, Any]:
        """The prediction as JSON takes it, with the `top` most probable labels."""
        return {
            "path": self.path,
            "label": self.label,
            "probability": self.probability,
            "top": [{"label": label, "probability": share} for label, share in self.top(top)],
        }
