"""How badly each sample was done, by the task: what the worst samples are found by."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from netwright.inference.encoding import Encoding
from netwright.inference.evaluation.batches import Batch
from netwright.inference.evaluation.meters.scores import binary_cross_entropy, cross_entropy
from netwright.interfaces.documents.model import Model
from netwright.interfaces.documents.preprocessing import ArrayPreprocessing, TablePreprocessing
from netwright.interfaces.documents.target import IGNORED, Regression

if TYPE_CHECKING:
    from numpy.typing import NDArray


def losses_of(batch: Batch, model: Model) -> NDArray[np.float64]:
    """[B], larger where a sample was done worse; what `loss_name` calls it."""
    target, raw = model.target, model.preprocessing
    if isinstance(target, Regression):
        assert batch.targets is not None
        off = np.abs(batch.answer - batch.targets.astype(np.float64)) / np.array(target.std)
        return np.asarray(off.max(axis=1))
    if batch.logits is not None:
        return _of_classes(batch, batch.logits, model)
    if target.task == "autoencoding" and isinstance(raw, (ArrayPreprocessing, TablePreprocessing)):
        encoding = Encoding(raw)
        off = encoding.scaled(batch.answer) - encoding.scaled(encoding.values(batch.inputs))
        return np.asarray(np.square(off).reshape(len(off), -1).mean(axis=1))
    wanted = batch.inputs if batch.targets is None else batch.targets
    off = batch.answer - wanted.astype(np.float64) / 255
    return np.asarray(np.square(off).mean(axis=(1, 2, 3)))


def _of_classes(batch: Batch, logits: NDArray[np.floating], model: Model) -> NDArray[np.float64]:
    if model.task == "next_token":
        counts = batch.inputs[:, 1:] != 0
        nats = cross_entropy(logits[:, :-1], batch.inputs[:, 1:], axis=2)
        return np.asarray((nats * counts).sum(axis=1) / counts.sum(axis=1).clip(min=1))
    assert batch.targets is not None
    if model.task == "multi_label":
        return np.asarray(binary_cross_entropy(logits, batch.targets).mean(axis=1))
    if model.task == "segmentation":
        counts = batch.targets != IGNORED
        wrong = (logits.argmax(axis=1) != batch.targets) & counts
        return np.asarray(wrong.sum(axis=(1, 2)) / counts.sum(axis=(1, 2)).clip(min=1))
    return cross_entropy(logits, batch.targets, axis=1)


def loss_name(model: Model) -> str:
    """What it is, with its unit."""
    names = {
        "classification": "nats",
        "multi_label": "nats a label",
        "regression": "deviations off",
        "segmentation": "of its pixels wrong",
        "next_token": "nats a token",
    }
    return names.get(model.task, "mean squared error")
