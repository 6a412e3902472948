"""Regression: values [N,K], learnt with mean 0 and deviation 1, against float32 [N,K] in units."""

from __future__ import annotations

import torch

from netwright.data.batches import Batch
from netwright.interfaces.documents import Dataset, Recipe, Regression
from netwright.interfaces.metrics import FitSums
from netwright.training.deciding import BEST
from netwright.training.objectives.objective import Outputs
from netwright.training.objectives.task import TaskObjective, Totals


class RegressionObjective(TaskObjective):
    """R2, averaged over the columns, decides the best epoch, and among equals the loss."""

    best = BEST["regression"]
    mean: torch.Tensor
    std: torch.Tensor

    def __init__(self, dataset: Dataset, recipe: Recipe) -> None:
        super().__init__(dataset, recipe)
        assert isinstance(dataset.target, Regression)
        self.register_buffer("mean", torch.tensor(dataset.target.mean))
        self.register_buffer("std", torch.tensor(dataset.target.std))

    def wanted(self, batch: Batch) -> torch.Tensor:
        """The targets with mean 0 and deviation 1."""
        return (super().wanted(batch) - self.mean) / self.std

    def meter(self, samples: int) -> FitMeter:
        """A new meter."""
        return FitMeter(self, self.std)


class FitMeter:
    """Loss, and MAE, RMSE and R2 averaged over the columns.

    Args:
        objective: Gives [N,...] and wants [N,...], both standardised.
        std: [K], the size of one standardised unit in each column's own; other axes are rows.
    """

    def __init__(self, objective: TaskObjective, std: torch.Tensor) -> None:
        self._objective, self._std = objective, std
        columns = tuple(std.shape)
        sums = dict.fromkeys(("absolute", "squared", "values", "squares"), columns)
        self._totals = Totals(objective.place, rows=(), **sums)

    def update(self, outputs: Outputs, batch: Batch) -> None:
        """Take in a batch."""
        given, true = self._objective.given(outputs), self._objective.wanted(batch)
        self._totals.add_loss(self._objective.plain_criterion(given, true), len(batch))
        wide = self._totals.tensors["rows"].dtype
        given, true = (v.reshape(-1, len(self._std)).to(wide) for v in (given, true))
        error = given - true
        sums = {"absolute": error.abs(), "squared": error**2, "values": true, "squares": true**2}
        for name, values in sums.items():
            self._totals.add(name, values.sum(dim=0))
        self._totals.add("rows", len(true))

    def state(self) -> dict[str, torch.Tensor]:
        """The sums."""
        return self._totals.tensors

    def compute(self) -> dict[str, float]:
        """`loss`, `r2`, `mae` and `rmse`, the last two in the columns' own units."""
        sums = self._sums()
        return {
            "loss": self._totals.loss(),
            "r2": float(sums.r2().mean()),
            "mae": float(sums.mae().mean()),
            "rmse": float(sums.rmse().mean()),
        }

    def _sums(self) -> FitSums:
        found = {name: v.cpu().double().numpy() for name, v in self._totals.tensors.items()}
        unit, rows = self._std.cpu().double().numpy(), float(found["rows"])
        # About their own mean; the targets are near 0 already, so little is lost in subtracting.
        spread = (found["squares"] - found["values"] ** 2 / rows).clip(min=0)
        return FitSums(rows, found["absolute"] * unit, found["squared"] * unit**2, spread * unit**2)
