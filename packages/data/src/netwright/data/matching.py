"""Targets by the labels of a model: matched by name, in whatever order the data have them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from netwright.data.rows import Rows
from netwright.data.samples import Samples
from netwright.interfaces.documents.target import (
    IGNORED,
    AnyTarget,
    Classification,
    ImageToImage,
    MultiLabel,
    Regression,
    Segmentation,
)
from netwright.interfaces.errors import DataError, did_you_mean


def matched(samples: Samples, found: Sequence[str], wanted: AnyTarget) -> tuple[Samples, list[str]]:
    """The samples with targets as the model has them, and a sentence for what the data lack.

    Args:
        samples: Their targets are by `found`.
        found: The labels or the columns of the data, in their order.
        wanted: What the model gives, for the same task.

    Raises:
        DataError: The data have a label that the model does not know, or other columns.
    """
    if samples.targets is None or isinstance(wanted, ImageToImage):
        return samples, []
    if isinstance(wanted, MultiLabel):
        return _labels(samples, found, wanted.classes)
    if isinstance(wanted, Segmentation):
        return _masks(samples, samples.targets, found, wanted.classes), []
    true = np.asarray(samples.targets)
    if isinstance(wanted, Regression):
        return replace(samples, targets=true[:, _columns(found, wanted.columns)]), []
    assert isinstance(wanted, Classification)
    index = _indices(found, wanted.classes, np.unique(true).tolist())
    return replace(samples, targets=index[true]), []


def _labels(
    samples: Samples, found: Sequence[str], wanted: Sequence[str]
) -> tuple[Samples, list[str]]:
    true = np.asarray(samples.targets)
    index = _indices(found, wanted, np.flatnonzero((true > 0).any(axis=0)).tolist())
    values = np.zeros((len(true), len(wanted)), np.float32)
    known = index >= 0
    values[:, index[known]] = true[:, known]
    notes = [
        f"the data do not have the label {name!r}: it counts as not set."
        for name in wanted
        if name not in found
    ]
    return replace(samples, targets=values), notes


def _masks(samples: Samples, masks: Rows, found: Sequence[str], wanted: Sequence[str]) -> Samples:
    if tuple(found) == tuple(wanted):
        return samples
    # Which classes occur is not known before all masks are read.
    index = _indices(found, wanted, range(len(found)))
    values = np.full(256, IGNORED, np.uint8)
    values[: len(found)] = index
    return replace(samples, targets=_Renumbered(masks, values))


def _indices(
    found: Sequence[str], wanted: Sequence[str], present: Sequence[int]
) -> NDArray[np.int64]:
    """Of each label that was found, its index among the model's; -1 where it is none of them."""
    places = {name: index for index, name in enumerate(wanted)}
    unknown = [found[index] for index in present if found[index] not in places]
    if unknown:
        raise DataError(
            f"the data have the label {unknown[0]!r}, which the model does not know.",
            labels=", ".join(wanted),
            fix=f"{did_you_mean(unknown[0], wanted)} Rename it in the data, or leave such samples "
            "out.",
        )
    return np.array([places.get(name, -1) for name in found], np.int64)


def _columns(found: Sequence[str], wanted: Sequence[str]) -> list[int]:
    """For each of the model's columns its place in the data: by name, else by position."""
    if len(found) != len(wanted):
        raise DataError(
            f"the model gives {len(wanted)} numbers ({', '.join(wanted)}), but the data have "
            f"{len(found)} ({', '.join(found)}).",
            fix=" ".join(f"--target {name}" for name in wanted),
        )
    if set(found) == set(wanted):
        return [found.index(name) for name in wanted]
    return list(range(len(wanted)))


class _Renumbered:
    """Masks whose values are others, as they are read."""

    def __init__(self, masks: Rows, values: NDArray[np.uint8]) -> None:
        self._masks, self._values = masks, values

    @property
    def shape(self) -> tuple[int, ...]:
        return self._masks.shape

    @property
    def dtype(self) -> np.dtype[Any]:
        return self._values.dtype

    def __len__(self) -> int:
        return len(self._masks)

    def __getitem__(self, index: Any, /) -> NDArray[Any]:
        return np.asarray(self._values[self._masks[index]])

    def __array__(self, dtype: Any = None, copy: bool | None = None) -> NDArray[Any]:
        return self[:] if dtype is None else self[:].astype(dtype)
