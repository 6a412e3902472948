"""How far the answers of two models are apart, on the same inputs."""

from __future__ import annotations

from collections.abc import Iterator
from math import prod
from typing import TYPE_CHECKING, Any

import numpy as np

from netwright.inference.encoding import Encoding
from netwright.inference.predictor import Predictor
from netwright.inference.signature import signature_of
from netwright.interfaces.documents.model import Model
from netwright.interfaces.documents.preprocessing import ArrayPreprocessing, TablePreprocessing
from netwright.interfaces.documents.target import MultiLabel, Regression
from netwright.interfaces.documents.transformation import AnswerDifference

if TYPE_CHECKING:
    from numpy.typing import NDArray

_MOST_SINGLES = 32
_BATCH = 64
_MOST_VALUES = 1 << 22
"""Numbers that one output may have in one batch."""
_LABEL_THRESHOLD = 0.5


def answers_apart(first: Predictor, second: Predictor, inputs: NDArray[Any]) -> AnswerDifference:
    """How far they are on raw inputs [N,...], in batches and some of them one at a time.

    Where the second gives something that is no number, the differences are NaN.
    """
    asked = signature_of(first.model).output
    size = max(2, min(_BATCH, _MOST_VALUES // max(1, prod(asked.sizes))))
    every = -(-len(inputs) // _MOST_SINGLES)
    found = _Differences(first.model)
    for batch in (*_parts(inputs, size), *_parts(inputs[::every], 1)):
        found.add(*(model.outputs(batch, [asked.name])[asked.name] for model in (first, second)))
    return AnswerDifference(
        samples=len(inputs),
        batch_sizes=(1, min(size, len(inputs))),
        mean_abs_difference=found.total / found.numbers,
        max_abs_difference=found.largest,
        agreement=found.same / found.decisions if found.decisions else None,
    )


class _Differences:
    """Sums over the batches so far."""

    def __init__(self, model: Model) -> None:
        self._model = model
        self.total = self.largest = 0.0
        self.numbers = self.same = self.decisions = 0

    def add(self, first: NDArray[Any], second: NDArray[Any]) -> None:
        """Take in a batch of answers."""
        differences = np.abs(_scaled(second, self._model) - _scaled(first, self._model))
        self.total += float(differences.sum())
        # numpy's maximum, unlike Python's, keeps a NaN.
        self.largest = float(np.maximum(self.largest, differences.max()))
        self.numbers += differences.size
        ours, theirs = _decided(first, self._model), _decided(second, self._model)
        if ours is not None:
            self.same += int((ours == theirs).sum())
            self.decisions += ours.size


def _scaled(answers: NDArray[Any], model: Model) -> NDArray[np.float64]:
    """Answers in which differences can be compared: numbers in units as deviations of training."""
    target, raw = model.target, model.preprocessing
    if isinstance(target, Regression):
        return np.asarray(answers.astype(np.float64) / target.std)
    if target.task == "autoencoding" and isinstance(raw, (ArrayPreprocessing, TablePreprocessing)):
        return Encoding(raw).scaled(answers)
    return answers.astype(np.float64)


def _decided(answers: NDArray[Any], model: Model) -> NDArray[Any] | None:
    """What the answers say: classes, or of each label whether it is there; None of numbers."""
    if isinstance(model.target, MultiLabel):
        return answers >= _LABEL_THRESHOLD
    if model.labels:
        return np.asarray(answers.argmax(axis=1))
    return np.asarray(answers.argmax(axis=-1)) if model.task == "next_token" else None


def _parts(inputs: NDArray[Any], size: int) -> Iterator[NDArray[Any]]:
    return (inputs[start : start + size] for start in range(0, len(inputs), size))
