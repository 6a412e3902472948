"""Whether a model is right as often as it is sure."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

BINS = 15
"""As Guo and others (2017) have it."""


@dataclass(frozen=True, eq=False)
class Reliability:
    """Samples in bins of equal width by the probability that was said, each [B]; they add up.

    Attributes:
        count: How many samples are in each bin.
        said: The sum of the probabilities that were said of them.
        right: How often what was said was so.
    """

    count: NDArray[np.float64]
    said: NDArray[np.float64]
    right: NDArray[np.float64]

    @classmethod
    def of(
        cls, said: NDArray[np.floating], right: NDArray[np.bool_], bins: int = BINS
    ) -> Reliability:
        """The bins of probabilities, 0 to 1, of any shape, and of whether each came true."""
        shares, true = said.ravel().astype(np.float64), right.ravel()
        place = np.minimum((shares * bins).astype(np.int64), bins - 1)
        sums = (None, shares, true.astype(np.float64))
        return cls(*(np.bincount(place, w, minlength=bins).astype(np.float64) for w in sums))

    def __add__(self, other: Reliability) -> Reliability:
        return Reliability(
            self.count + other.count, self.said + other.said, self.right + other.right
        )

    def expected_error(self) -> float:
        """The expected calibration error (ECE), 0 to 1 (Naeini, Cooper and Hauskrecht, 2015).

        How far the share that is right lies from the probability that was said, averaged over all
        samples; 0 without any.
        """
        return float(np.abs(self.said - self.right).sum() / max(self.count.sum(), 1.0))
