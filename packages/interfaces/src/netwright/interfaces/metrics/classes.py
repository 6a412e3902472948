"""How well classes, labels or a mask's pixels were told apart, from three counts a class."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, eq=False)
class ClassCounts:
    """Counts over a whole set, each [K]; what it gives a class is NaN where the class never is.

    Attributes:
        hits: How often the class was rightly said.
        said: How often it was said.
        true: How often it was so.
    """

    hits: NDArray[np.float64]
    said: NDArray[np.float64]
    true: NDArray[np.float64]

    @classmethod
    def of(cls, true: NDArray[np.int64], said: NDArray[np.int64], classes: int) -> ClassCounts:
        """The counts of class indices of any shape."""
        numbers = (np.bincount(v.ravel(), minlength=classes) for v in (true[true == said], said))
        hits, often = (number.astype(np.float64) for number in numbers)
        return cls(hits, often, np.bincount(true.ravel(), minlength=classes).astype(np.float64))

    def __add__(self, other: ClassCounts) -> ClassCounts:
        return ClassCounts(self.hits + other.hits, self.said + other.said, self.true + other.true)

    @property
    def accuracy(self) -> float:
        """The share of samples whose class was rightly said; 0 without any."""
        return float(self.hits.sum() / max(self.true.sum(), 1.0))

    def precision(self) -> NDArray[np.float64]:
        """Of those said to be of the class, the share that is; 0 where it was never said."""
        return self._share(self.hits, self.said)

    def recall(self) -> NDArray[np.float64]:
        """Of those of the class, the share that was said; 0 where there is none."""
        return self._share(self.hits, self.true)

    def f1(self) -> NDArray[np.float64]:
        """The harmonic mean of precision and recall; of masks it is called Dice."""
        return self._share(2 * self.hits, self.said + self.true)

    def iou(self) -> NDArray[np.float64]:
        """Intersection over union of what was said and what is (Jaccard)."""
        return self._share(self.hits, self.said + self.true - self.hits)

    def _share(self, part: NDArray[np.float64], whole: NDArray[np.float64]) -> NDArray[np.float64]:
        share = part / np.maximum(whole, 1.0)
        return np.where(self.said + self.true > 0, share, np.nan)


def macro(values: NDArray[np.float64]) -> float:
    """The average over classes that have a value (not NaN); 0 where none has."""
    there = values[~np.isnan(values)]
    return float(there.mean()) if len(there) else 0.0


def confusion_matrix(
    true: NDArray[np.int64], said: NDArray[np.int64], classes: int
) -> NDArray[np.int64]:
    """int64 [K,K]: how often each true class (row) was taken for each class (column)."""
    cells = np.bincount(true.ravel() * classes + said.ravel(), minlength=classes**2)
    return cells.reshape(classes, classes)
