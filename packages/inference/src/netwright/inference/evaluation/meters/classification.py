"""One class a sample."""

from __future__ import annotations

import numpy as np

from netwright.inference.evaluation.batches import Batch
from netwright.inference.evaluation.decisions import said_classes
from netwright.inference.evaluation.meters.scores import cross_entropy
from netwright.interfaces.documents.model import Model
from netwright.interfaces.metrics import ClassCounts, macro

_TOP = 5


class ClassificationMeter:
    """Loss (cross-entropy), accuracy and macro F1; of more than 5 classes the top 5 too.

    Attributes:
        counts: How often each class was so, was said, and was rightly said.
    """

    def __init__(self, model: Model) -> None:
        self._model, self._classes = model, len(model.labels)
        self._loss = self._top5 = self._samples = 0.0
        self.counts = ClassCounts(*np.zeros((3, self._classes)))

    def update(self, batch: Batch) -> None:
        """Take in a batch of class indices."""
        assert batch.targets is not None
        assert batch.logits is not None
        true = batch.targets
        self._loss += float(cross_entropy(batch.logits, true, axis=1).sum())
        self._samples += len(true)
        self.counts += ClassCounts.of(true, said_classes(batch, self._model), self._classes)
        of_true = np.take_along_axis(batch.logits, true[:, np.newaxis], axis=1)
        self._top5 += float(((batch.logits > of_true).sum(axis=1) < _TOP).sum())

    def metrics(self) -> dict[str, float]:
        """`loss`, `accuracy`, `f1` and, of more than 5 classes, `top5_accuracy`."""
        found = {
            "loss": self._loss / self._samples,
            "accuracy": self.counts.accuracy,
            "f1": macro(self.counts.f1()),
        }
        if self._classes > _TOP:
            found["top5_accuracy"] = self._top5 / self._samples
        return found
