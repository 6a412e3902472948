"""How far the answers of two models are apart, on the same inputs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from math import prod
from typing import TYPE_CHECKING, Any

import numpy as np

from netwright.inference.model_file import ModelFile
from netwright.inference.session import open_session
from netwright.inference.signature import signature_of
from netwright.interfaces.documents.model import Model
from netwright.interfaces.documents.target import MultiLabel, Regression

if TYPE_CHECKING:
    from numpy.typing import NDArray

_MOST_SINGLES = 32
_BATCH = 64
_MOST_VALUES = 1 << 22
"""Numbers that one output may have in one batch."""
_LABEL_THRESHOLD = 0.5


@dataclass(frozen=True)
class Comparison:
    """How far two models are apart.

    Attributes:
        samples: On how many samples.
        batch_sizes: How many of them ran together: one, and many.
        mean_difference: Of the answers' numbers, on average: probabilities, pictures from 0 to 1,
            and numbers in units in deviations of the training samples.
        largest_difference: Of any of those.
        agreement: The share of samples, pixels, tokens or labels that they say the same of; None
            where the answers are numbers.
        finite: Whether the second model gave numbers everywhere.
    """

    samples: int
    batch_sizes: tuple[int, ...]
    mean_difference: float
    largest_difference: float
    agreement: float | None
    finite: bool


def compare_answers(first: ModelFile, second: ModelFile, inputs: NDArray[Any]) -> Comparison:
    """Run both models on raw inputs [N,...], in batches and some of them one at a time."""
    asked = signature_of(first.model).output
    sessions = [open_session(file) for file in (first, second)]
    name = sessions[0].get_inputs()[0].name
    size = max(2, min(_BATCH, _MOST_VALUES // max(1, prod(asked.sizes))))
    every = -(-len(inputs) // _MOST_SINGLES)
    found = _Differences(first.model)
    for batch in (*_parts(inputs, size), *_parts(inputs[::every], 1)):
        found.add(*(session.run([asked.name], {name: batch})[0] for session in sessions))
    return Comparison(
        samples=len(inputs),
        batch_sizes=(1, min(size, len(inputs))),
        mean_difference=found.total / found.numbers,
        largest_difference=found.largest,
        agreement=found.same / found.decisions if found.decisions else None,
        finite=found.finite,
    )


class _Differences:
    """Sums over the batches so far."""

    def __init__(self, model: Model) -> None:
        self._model, self._unit = model, _unit(model)
        self.total = self.largest = 0.0
        self.numbers = self.same = self.decisions = 0
        self.finite = True

    def add(self, first: NDArray[Any], second: NDArray[Any]) -> None:
        """Take in a batch of answers."""
        differences = np.abs(second.astype(np.float64) - first) / self._unit
        self.finite = self.finite and bool(np.isfinite(second).all())
        self.total += float(differences.sum())
        self.largest = float(np.maximum(self.largest, differences.max()))
        self.numbers += differences.size
        ours, theirs = (_decided(answers, self._model) for answers in (first, second))
        if ours is not None:
            self.same += int((ours == theirs).sum())
            self.decisions += ours.size


def _decided(answers: NDArray[Any], model: Model) -> NDArray[Any] | None:
    """What the answers say: classes, or of each label whether it is there; None of numbers."""
    if isinstance(model.target, MultiLabel):
        return answers >= _LABEL_THRESHOLD
    if model.labels:
        return np.asarray(answers.argmax(axis=1))
    return np.asarray(answers.argmax(axis=-1)) if model.task == "next_token" else None


def _unit(model: Model) -> NDArray[np.float64]:
    return np.array(model.target.std if isinstance(model.target, Regression) else 1.0)


def _parts(inputs: NDArray[Any], size: int) -> Iterator[NDArray[Any]]:
    return (inputs[start : start + size] for start in range(0, len(inputs), size))
