"""One class a pixel."""

from __future__ import annotations

import numpy as np

from netwright.inference.evaluation.batches import Batch
from netwright.inference.evaluation.meters.scores import cross_entropy
from netwright.interfaces.documents.model import Model
from netwright.interfaces.documents.target import IGNORED
from netwright.interfaces.metrics import ClassCounts, macro


class SegmentationMeter:
    """Loss (cross-entropy), mean IoU, mean Dice and the share that is right.

    They are of all pixels that count.

    Attributes:
        counts: How often each class was so, was said, and was rightly said.
    """

    def __init__(self, model: Model) -> None:
        classes = len(model.labels)
        self._classes = classes
        self._loss = self._pixels = 0.0
        self.counts = ClassCounts(*np.zeros((3, classes)))

    def update(self, batch: Batch) -> None:
        """Take in a batch of masks uint8 [B,H,W]."""
        assert batch.targets is not None
        assert batch.logits is not None
        counts = batch.targets != IGNORED
        true = np.where(counts, batch.targets, 0).astype(np.int64)
        self._loss += float(cross_entropy(batch.logits, true, axis=1)[counts].sum())
        self._pixels += float(counts.sum())
        said = batch.logits.argmax(axis=1)
        self.counts += ClassCounts.of(true[counts], said[counts], self._classes)

    def metrics(self) -> dict[str, float]:
        """`loss`, `iou`, `pixel_accuracy` and `dice`."""
        return {
            "loss": self._loss / max(self._pixels, 1.0),
            "iou": macro(self.counts.iou()),
            "pixel_accuracy": self.counts.accuracy,
            "dice": macro(self.counts.f1()),
        }
