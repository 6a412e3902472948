"""Numbers: of a regression in units, of an autoencoder as the network takes them."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from netwright.inference.encoding import Encoding
from netwright.inference.evaluation.batches import Batch
from netwright.interfaces.documents.target import Regression
from netwright.interfaces.metrics import FitSums


class FitMeter:
    """Loss (the mean squared error in deviations), and R2, MAE and RMSE averaged over columns.

    Args:
        unit: [K], what one deviation is in each column's own unit.
    """

    def __init__(self, unit: NDArray[np.float64]) -> None:
        self._unit, self._rows = unit, 0.0
        self._absolute, self._squared, self._values, self._squares = np.zeros((4, len(unit)))

    def add(self, said: NDArray[np.float64], true: NDArray[np.float64]) -> None:
        """Take in rows [R,K], both with mean 0 and deviation 1 in training."""
        error = said - true
        self._rows += len(true)
        self._absolute += np.abs(error).sum(axis=0)
        self._squared += np.square(error).sum(axis=0)
        self._values += true.sum(axis=0)
        self._squares += np.square(true).sum(axis=0)

    def metrics(self) -> dict[str, float]:
        """`loss`, `r2`, `mae` and `rmse`, the last two in the columns' own units."""
        sums = self.sums()
        return {
            "loss": float((self._squared / self._rows).mean()),
            "r2": float(sums.r2().mean()),
            "mae": float(sums.mae().mean()),
            "rmse": float(sums.rmse().mean()),
        }

    def sums(self) -> FitSums:
        """The sums so far, column by column."""
        # About their own mean; the targets are near 0 already, so little is lost in subtracting.
        spread = (self._squares - self._values**2 / self._rows).clip(min=0)
        unit = self._unit
        return FitSums(self._rows, self._absolute * unit, self._squared * unit**2, spread * unit**2)


class RegressionMeter(FitMeter):
    """Of values [B,K] in units.

    Attributes:
        columns: What they are called.
    """

    def __init__(self, target: Regression) -> None:
        super().__init__(np.array(target.std))
        self.columns = target.columns
        self._mean = np.array(target.mean)

    def update(self, batch: Batch) -> None:
        """Take in a batch of values float32 [B,K]."""
        assert batch.targets is not None
        said, true = (
            (values.astype(np.float64) - self._mean) / self._unit
            for values in (batch.answer, batch.targets)
        )
        self.add(said, true)


class ReconstructionMeter(FitMeter):
    """Of the inputs again, all their values together; errors are in deviations."""

    def __init__(self, encoding: Encoding) -> None:
        super().__init__(np.ones(1))
        self._encoding = encoding

    def update(self, batch: Batch) -> None:
        """Take in a batch of what reading gives."""
        wanted = self._encoding.values(batch.inputs)
        said, true = (
            self._encoding.scaled(values).reshape(-1, 1) for values in (batch.answer, wanted)
        )
        self.add(said, true)
