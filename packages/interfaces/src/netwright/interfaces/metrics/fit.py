"""How near numbers come to the true ones, from four sums a column."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, eq=False)
class FitSums:
    """Sums over a whole set, each [K], in the units of the columns.

    Attributes:
        count: How many samples.
        absolute: The sum of absolute errors.
        squared: The sum of squared errors.
        spread: The sum of squared differences of the true values from their mean.
    """

    count: float
    absolute: NDArray[np.float64]
    squared: NDArray[np.float64]
    spread: NDArray[np.float64]

    @classmethod
    def of(cls, true: NDArray[np.floating], said: NDArray[np.floating]) -> FitSums:
        """The sums of values [N,K]."""
        errors = said.astype(np.float64) - true
        spread = ((true - true.mean(axis=0, dtype=np.float64)) ** 2).sum(axis=0)
        return cls(len(true), np.abs(errors).sum(axis=0), (errors**2).sum(axis=0), spread)

    def mae(self) -> NDArray[np.float64]:
        """The mean absolute error."""
        return self.absolute / self.count

    def rmse(self) -> NDArray[np.float64]:
        """The root of the mean squared error."""
        return np.sqrt(self.squared / self.count)

    def r2(self) -> NDArray[np.float64]:
        """The share of the spread that is explained: 1 is perfect, 0 as good as the mean.

        Of a column without spread it is 1 when every value is right, else 0.
        """
        exact = (self.squared == 0).astype(np.float64)
        explained = 1 - self.squared / np.where(self.spread > 0, self.spread, 1.0)
        return np.where(self.spread > 0, explained, exact)
