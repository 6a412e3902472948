"""What a model says that tells which of several classes a sample is."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray


@dataclass(frozen=True, eq=False)
class Prediction:
    """The class of one sample.

    Attributes:
        path: The sample's path as it was given, or None when it came from memory.
        label: The most probable label; of a model of two classes with a threshold of its own the
            second one where its probability reaches that.
        probability: Its probability, 0 to 1.
        probabilities: Of every class, float32 [classes], in the order of `labels`.
        labels: The model's labels.
    """

    path: str | None
    label: str
    probability: float
    probabilities: NDArray[np.float32] = field(repr=False)
    labels: tuple[str, ...] = field(repr=False)

    @classmethod
    def of(
        cls,
        path: str | None,
        probabilities: NDArray[np.float32],
        labels: tuple[str, ...],
        threshold: float | None = None,
    ) -> Prediction:
        """The prediction that `probabilities`, float32 [classes], make.

        Args:
            path: The sample's.
            probabilities: Of every class.
            labels: The model's.
            threshold: Of two classes: from which probability on the second one is said.
        """
        best = int(probabilities.argmax() if threshold is None else probabilities[1] >= threshold)
        return cls(path, labels[best], float(probabilities[best]), probabilities, labels)

    def top(self, k: int = 5) -> list[tuple[str, float]]:
        """`label` and the most probable others, `k` of them together, with their probabilities."""
        # Stable, so that among equals the first class comes first, as in `label`.
        order = np.argsort(-self.probabilities, kind="stable")
        said = self.labels.index(self.label)
        order = np.r_[said, order[order != said]][: max(k, 0)]
        return [(self.labels[index], float(self.probabilities[index])) for index in order]

    def to_dict(self, top: int = 5) -> dict[str, Any]:
        """The prediction as JSON takes it, with the `top` most probable labels."""
        return {
            "path": self.path,
            "label": self.label,
            "probability": self.probability,
            "top": [{"label": label, "probability": share} for label, share in self.top(top)],
        }
