"""What a model says for samples, by the thresholds that it has; as the answers of `Predictor`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from netwright.inference.evaluation.batches import Batch
from netwright.interfaces.documents.model import Model

if TYPE_CHECKING:
    from numpy.typing import NDArray


def said_classes(batch: Batch, model: Model) -> NDArray[np.int64]:
    """The class of each sample [B] or pixel [B,H,W]."""
    assert batch.logits is not None
    if model.thresholds is None:
        return np.asarray(batch.logits.argmax(axis=1))
    return (batch.answer[:, 1] >= model.thresholds.values[0]).astype(np.int64)


def said_labels(batch: Batch, model: Model) -> NDArray[np.bool_]:
    """Which labels each sample has, [B,K]."""
    assert batch.logits is not None
    if model.thresholds is None:
        return np.asarray(batch.logits > 0)
    return np.asarray(batch.answer >= np.array(model.thresholds.values))
