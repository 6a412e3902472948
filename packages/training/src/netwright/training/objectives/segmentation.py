"""Segmentation: logits [N,K,H,W] against class indices uint8 [N,H,W], where 255 does not count."""

from __future__ import annotations

import torch

from netwright.data.batches import Batch
from netwright.interfaces.documents import IGNORED, Dataset, Recipe
from netwright.interfaces.metrics import macro
from netwright.training.deciding import BEST
from netwright.training.objectives.counting import ClassTotals
from netwright.training.objectives.objective import Outputs
from netwright.training.objectives.task import TaskObjective


class SegmentationObjective(TaskObjective):
    """The mean IoU decides the best epoch, and among equals the loss."""

    best = BEST["segmentation"]

    def __init__(self, dataset: Dataset, recipe: Recipe) -> None:
        super().__init__(dataset, recipe)
        self.classes = len(dataset.classes)

    def wanted(self, batch: Batch) -> torch.Tensor:
        """The masks as int64, which torch's losses take."""
        return super().wanted(batch).long()

    def meter(self, samples: int) -> SegmentationMeter:
        """A new meter."""
        return SegmentationMeter(self)


class SegmentationMeter:
    """Loss, and over all pixels that count: mean IoU, mean Dice and the share that is right.

    Means are over the classes that occur in a mask or in what the network says. The loss is an
    average over pixels; one that is not made of pixels, such as Dice, is of batches of this size.
    """

    def __init__(self, objective: SegmentationObjective) -> None:
        self._objective = objective
        self._totals = ClassTotals(objective.place, objective.classes)

    def update(self, outputs: Outputs, batch: Batch) -> None:
        """Take in a batch."""
        given, true = self._objective.given(outputs), self._objective.wanted(batch)
        counts = true != IGNORED
        self._totals.add_loss(self._objective.plain_criterion(given, true), counts.sum())
        self._totals.count(given.argmax(dim=1), true, counts)

    def state(self) -> dict[str, torch.Tensor]:
        """The sums."""
        return self._totals.tensors

    def compute(self) -> dict[str, float]:
        """`loss`, `iou`, `pixel_accuracy` and `dice`."""
        counts = self._totals.class_counts()
        return {
            "loss": self._totals.loss(),
            "iou": macro(counts.iou()),
            "pixel_accuracy": counts.accuracy,
            "dice": macro(counts.f1()),
        }
