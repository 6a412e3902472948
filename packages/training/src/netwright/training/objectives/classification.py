"""Classification: logits [N,K] against class indices int64 [N], or probabilities float [N,K]."""

from __future__ import annotations

import torch

from netwright.data.batches import Batch
from netwright.interfaces.documents import BCEWithLogitsLoss, Dataset, Recipe
from netwright.interfaces.metrics import macro
from netwright.training.deciding import BEST
from netwright.training.objectives.counting import ClassTotals
from netwright.training.objectives.objective import Outputs
from netwright.training.objectives.task import TaskObjective
from netwright.training.readouts import ClassLogits

_TOP = 5


class ClassificationObjective(TaskObjective):
    """Accuracy decides the best epoch, and among equals the loss."""

    best = BEST["classification"]

    def __init__(self, dataset: Dataset, recipe: Recipe) -> None:
        super().__init__(dataset, recipe)
        self.classes = len(dataset.classes)
        self.logits = ClassLogits(binary=isinstance(recipe.loss, BCEWithLogitsLoss))

    def meter(self, samples: int) -> ClassificationMeter:
        """A new meter."""
        return ClassificationMeter(self)


class ClassificationMeter:
    """Loss, accuracy and macro F1; of more than 5 classes, the share among the first 5 too."""

    def __init__(self, objective: ClassificationObjective) -> None:
        self._objective = objective
        self._totals = ClassTotals(objective.place, objective.classes, top5=())

    def update(self, outputs: Outputs, batch: Batch) -> None:
        """Take in a batch of class indices."""
        given, true = self._objective.given(outputs), self._objective.wanted(batch)
        self._totals.add_loss(self._objective.plain_criterion(given, true), len(batch))
        logits: torch.Tensor = self._objective.logits(given)
        self._totals.count(logits.argmax(dim=1), true)
        if self._objective.classes > _TOP:
            # Counting those that are no larger takes half the time of finding the first five.
            of_true = logits.gather(1, true.unsqueeze(1))
            no_larger = (logits <= of_true).sum(dim=1)  # 0 where the logit is NaN.
            self._totals.add("top5", (no_larger > self._objective.classes - _TOP).sum())

    def state(self) -> dict[str, torch.Tensor]:
        """The sums."""
        return self._totals.tensors

    def compute(self) -> dict[str, float]:
        """`loss`, `accuracy`, `f1` and, of more than 5 classes, `top5_accuracy`."""
        counts = self._totals.class_counts()
        metrics = {
            "loss": self._totals.loss(),
            "accuracy": counts.accuracy,
            "f1": macro(counts.f1()),
        }
        if self._objective.classes > _TOP:
            samples = self._totals.tensors["weight"]
            metrics["top5_accuracy"] = (self._totals.tensors["top5"] / samples).item()
        return metrics
