"""Several labels a sample: logits [N,K] against 0 and 1, float32 [N,K]."""

from __future__ import annotations

import numpy as np
import torch

from netwright.data.batches import Batch
from netwright.interfaces.documents import Dataset, Recipe
from netwright.interfaces.metrics import ClassCounts, average_precision, macro, roc_auc
from netwright.training.deciding import BEST
from netwright.training.objectives.objective import Outputs
from netwright.training.objectives.task import TaskObjective, Totals


class MultiLabelObjective(TaskObjective):
    """The mean average precision decides the best epoch, and among equals the loss."""

    best = BEST["multi_label"]

    def __init__(self, dataset: Dataset, recipe: Recipe) -> None:
        super().__init__(dataset, recipe)
        self.labels = len(dataset.classes)

    def meter(self, samples: int) -> MultiLabelMeter:
        """A new meter."""
        return MultiLabelMeter(self, samples)


class MultiLabelMeter:
    """Loss, and macro F1 at the threshold 0.5, average precision and ROC-AUC, label by label.

    The last two need the scores, so those of all samples are kept on the device: 8 bytes for each
    label of each sample.
    """

    def __init__(self, objective: MultiLabelObjective, samples: int) -> None:
        self._objective = objective
        a_label = (objective.labels,)
        self._totals = Totals(objective.place, hits=a_label, said=a_label, true=a_label)
        rows = (samples, objective.labels)
        self._scores, self._truth = objective.place.new_zeros(rows), objective.place.new_zeros(rows)

    def update(self, outputs: Outputs, batch: Batch) -> None:
        """Take in a batch."""
        given, true = self._objective.given(outputs), self._objective.wanted(batch)
        self._totals.add_loss(self._objective.plain_criterion(given, true), len(batch))
        said = (given > 0).to(true.dtype)
        for name, values in {"hits": said * true, "said": said, "true": true}.items():
            self._totals.add(name, values.sum(dim=0))
        rows = torch.from_numpy(batch.indices).to(given.device)
        self._scores[rows], self._truth[rows] = given, true

    def state(self) -> dict[str, torch.Tensor]:
        """The sums, and a row a sample of scores and truth."""
        return {**self._totals.tensors, "scores": self._scores, "truth": self._truth}

    def compute(self) -> dict[str, float]:
        """`loss`, `average_precision`, `f1` and `roc_auc`."""
        hits, said, true = (
            self._totals.tensors[name].cpu().double().numpy() for name in ("hits", "said", "true")
        )
        truth, scores = self._truth.cpu().numpy() > 0, self._scores.cpu().numpy()
        precisions, areas = (
            np.array([rank(truth[:, k], scores[:, k]) for k in range(self._objective.labels)])
            for rank in (average_precision, roc_auc)
        )
        return {
            "loss": self._totals.loss(),
            "average_precision": macro(precisions),
            "f1": macro(ClassCounts(hits, said, true).f1()),
            "roc_auc": macro(areas),
        }
