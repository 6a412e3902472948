"""Choices between classes, whatever they are made for: samples, labels, pixels or tokens."""

from __future__ import annotations

from math import prod
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from netwright.inference.evaluation.batches import Batch, temperature_of
from netwright.inference.signature import signature_of
from netwright.interfaces.documents.model import Model
from netwright.interfaces.documents.target import IGNORED

if TYPE_CHECKING:
    from numpy.typing import NDArray

_MOST_KEPT = 1 << 22
"""Logits that are kept of a whole set: 16 MB."""


class Choices(NamedTuple):
    """Choices, each between K classes.

    Attributes:
        logits: [M,K].
        true: int64 [M], the class that was right.
    """

    logits: NDArray[np.floating]
    true: NDArray[np.int64]


def choices_in(batch: Batch, model: Model) -> Choices:
    """The choices of a batch. Each label is one between no and yes, whose logits are 0 and z."""
    assert batch.logits is not None
    logits = batch.logits
    if model.task == "next_token":
        counts = batch.inputs[:, 1:] != 0
        return Choices(logits[:, :-1][counts], batch.inputs[:, 1:][counts])
    assert batch.targets is not None
    if model.task == "multi_label":
        z = logits.reshape(-1, 1)
        return Choices(np.hstack([np.zeros_like(z), z]), batch.targets.ravel().astype(np.int64))
    if model.task == "segmentation":
        counts = batch.targets != IGNORED
        return Choices(np.moveaxis(logits, 1, -1)[counts], batch.targets[counts].astype(np.int64))
    return Choices(logits, batch.targets)


class KeptChoices:
    """The choices of a whole set, or of so many from all over that memory stays bounded.

    Their logits are as the graph gives them: at a temperature of 1.
    """

    def __init__(self, model: Model, samples: int) -> None:
        self._model = model
        self._temperature = np.float32(temperature_of(model))
        logits = samples * prod(signature_of(model).output.sizes)
        self._step = max(1, -(-logits // _MOST_KEPT))
        self._seen = 0
        self._parts: list[Choices] = []

    def update(self, batch: Batch) -> None:
        """Keep every so many."""
        logits, true = choices_in(batch, self._model)
        rows = slice(-self._seen % self._step, None, self._step)
        self._parts.append(Choices(logits[rows] * self._temperature, true[rows].copy()))
        self._seen += len(true)

    def all(self) -> Choices:
        """Those that were kept."""
        logits, true = zip(*self._parts, strict=True)
        return Choices(np.concatenate(logits), np.concatenate(true))
