"""Several labels a sample."""

from __future__ import annotations

import numpy as np

from netwright.inference.evaluation.batches import Batch
from netwright.inference.evaluation.decisions import said_labels
from netwright.inference.evaluation.meters.scores import binary_cross_entropy
from netwright.interfaces.documents.model import Model
from netwright.interfaces.metrics import ClassCounts, average_precision, macro, roc_auc


class MultiLabelMeter:
    """Loss (binary cross-entropy), and macro average precision, F1 and ROC-AUC over the labels.

    Ranking needs the scores, so those of all samples are kept: 5 bytes for each label of each.

    Attributes:
        counts: How often each label was set, was said, and was rightly said.
    """

    def __init__(self, model: Model, samples: int) -> None:
        self._model, labels = model, len(model.labels)
        self._loss = 0.0
        self.counts = ClassCounts(*np.zeros((3, labels)))
        self._scores = np.zeros((samples, labels), np.float32)
        self._truth = np.zeros((samples, labels), bool)

    def update(self, batch: Batch) -> None:
        """Take in a batch of 0 and 1, [B,K]."""
        assert batch.targets is not None
        assert batch.logits is not None
        true, said = batch.targets > 0, said_labels(batch, self._model)
        self._loss += float(binary_cross_entropy(batch.logits, batch.targets).sum())
        self.counts += ClassCounts(
            *(values.sum(axis=0, dtype=np.float64) for values in (true & said, said, true))
        )
        rows = slice(batch.start, batch.start + len(true))
        self._scores[rows], self._truth[rows] = batch.logits, true

    def metrics(self) -> dict[str, float]:
        """`loss`, `average_precision`, `f1` and `roc_auc`."""
        ranked = {
            name: macro(
                np.array([rank(t, s) for t, s in zip(self._truth.T, self._scores.T, strict=True)])
            )
            for name, rank in (("average_precision", average_precision), ("roc_auc", roc_auc))
        }
        return {
            "loss": self._loss / self._scores.size,
            "average_precision": ranked["average_precision"],
            "f1": macro(self.counts.f1()),
            "roc_auc": ranked["roc_auc"],
        }
