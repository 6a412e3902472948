"""What a model gives for labelled samples, batch by batch."""

from __future__ import annotations

from collections.abc import Iterator
from math import prod
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

import numpy as np

from netwright.inference.signature import signature_of
from netwright.interfaces.documents.model import Model
from netwright.interfaces.errors import DataError, UsageError

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from netwright.inference.predictor import Predictor

_BATCH = 64
_MOST_VALUES = 1 << 22
"""Numbers that an output has in one batch: 16 MB, and a few times that while it is looked at."""


class Rows(Protocol):
    """An array with a row a sample, which may lie on the disk."""

    @property
    def shape(self) -> tuple[int, ...]: ...

    @property
    def dtype(self) -> np.dtype[Any]: ...

    def __len__(self) -> int: ...

    def __getitem__(self, index: Any, /) -> NDArray[Any]: ...


class Labelled(Protocol):
    """Samples that have been read, and what is so of them, as `netwright.data.Samples`.

    Attributes:
        inputs: [N,...] as the preprocessing's `raw_shape` and `raw_dtype` say.
        targets: As the table in `netwright.interfaces.documents.target` says, by the model's
            labels; None where the inputs themselves are the target.
        names: N names that tell samples apart.
    """

    @property
    def inputs(self) -> Rows: ...

    @property
    def targets(self) -> Rows | None: ...

    @property
    def names(self) -> tuple[str, ...]: ...


def temperature_of(model: Model) -> float:
    """What the model's logits are divided by before they become probabilities."""
    return 1.0 if model.calibration is None else model.calibration.temperature


class Batch(NamedTuple):
    """Some samples that follow each other, with what the model gives for them.

    Attributes:
        start: The number of the first, from 0.
        inputs: [B,...] as they were read.
        targets: [B,...], or None where the inputs are the target.
        answer: The output that answers are made of: probabilities, values or pictures.
        logits: Where there are probabilities: what they are the softmax or the sigmoid of, and so
            those of the graph divided by the model's temperature.
    """

    start: int
    inputs: NDArray[Any]
    targets: NDArray[Any] | None
    answer: NDArray[np.float32]
    logits: NDArray[np.floating] | None


def batches_of(
    predictor: Predictor, samples: Labelled, batch_size: int | None = None
) -> Iterator[Batch]:
    """All samples in their order, a batch of them in memory at a time.

    Raises:
        DataError: They are not of the shape or the dtype that the model reads; there are none.
        UsageError: `batch_size` is not positive.
    """
    model = predictor.model
    _check_fit(model, samples)
    given = signature_of(model).output
    size = _chosen(batch_size, prod(given.sizes))
    has_logits = any(spec.name == "logits" for spec in model.outputs)
    names = [given.name, *(["logits"] if has_logits else [])]
    for start in range(0, len(samples.names), size):
        rows = slice(start, start + size)
        inputs = np.asarray(samples.inputs[rows])
        found = predictor.outputs(inputs, names)
        targets = None if samples.targets is None else np.asarray(samples.targets[rows])
        answer = found[given.name]
        yield Batch(start, inputs, targets, answer, _logits(model, given.name, found))


def _logits(model: Model, name: str, found: dict[str, NDArray[Any]]) -> NDArray[np.floating] | None:
    if name != "probabilities":
        return None
    if "logits" in found:
        return found["logits"] / np.float32(temperature_of(model))
    # A graph without them: logarithms have the same softmax, and the log-odds the same sigmoid.
    shares = found[name].clip(np.finfo(np.float32).tiny, 1 - np.finfo(np.float32).epsneg)
    return np.log(shares) - (np.log1p(-shares) if model.task == "multi_label" else 0)


def _chosen(batch_size: int | None, values: int) -> int:
    if batch_size is None:
        return max(1, min(_BATCH, _MOST_VALUES // max(1, values)))
    if batch_size < 1:
        raise UsageError(
            f"batch_size is a number from 1, but {batch_size} came.", fix="leave it out."
        )
    return batch_size


def _check_fit(model: Model, samples: Labelled) -> None:
    raw = model.preprocessing
    shape, dtype = tuple(samples.inputs.shape[1:]), samples.inputs.dtype
    if shape != tuple(raw.raw_shape) or dtype != raw.raw_dtype:
        raise DataError(
            f"the model reads {raw.raw_dtype} {['N', *raw.raw_shape]}, but {dtype} "
            f"{['N', *shape]} came.".replace("'", ""),
            fix="give data like those that the model was trained on.",
        )
    if not samples.names:
        raise DataError("there are no samples to evaluate on.", fix="give some.")
