"""Inputs for a model where nobody gives any: what its preprocessing might have read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from netwright.interfaces.documents.preprocessing import (
    AnyPreprocessing,
    ArrayPreprocessing,
    ImagePreprocessing,
    NumberColumn,
    TablePreprocessing,
)

if TYPE_CHECKING:
    from numpy.typing import NDArray


def random_inputs(preprocessing: AnyPreprocessing, count: int, seed: int = 0) -> NDArray[Any]:
    """Raw inputs [count,...], as `raw_shape` and `raw_dtype` say; the same for the same seed.

    Pixels and tokens are any that there are, numbers spread as in the training samples.
    """
    random = np.random.default_rng(seed)
    if isinstance(preprocessing, ImagePreprocessing):
        return random.integers(0, 256, (count, *preprocessing.raw_shape), np.uint8)
    if isinstance(preprocessing, TablePreprocessing):
        return _rows(random, preprocessing, count)
    if isinstance(preprocessing, ArrayPreprocessing):
        return _arrays(random, preprocessing, count)
    return random.integers(0, preprocessing.tokens, (count, preprocessing.length), np.int64)


def _rows(
    random: np.random.Generator, table: TablePreprocessing, count: int
) -> NDArray[np.float32]:
    columns = [
        random.normal(column.mean, column.std, count)
        if isinstance(column, NumberColumn)
        else random.integers(0, column.width, count)
        for column in table.columns
    ]
    return np.stack(columns, axis=1).astype(np.float32)


def _arrays(random: np.random.Generator, array: ArrayPreprocessing, count: int) -> NDArray[Any]:
    shape = (count, *array.shape)
    if array.dtype == "int64":
        # How many different numbers there are nobody knows; every embedding has these.
        return random.integers(0, 2, shape, np.int64)
    axes = (-1, *(1 for _ in array.shape[1:]))
    mean, std = np.reshape(array.mean, axes), np.reshape(array.std, axes)
    return (random.normal(size=shape) * std + mean).astype(np.float32)
