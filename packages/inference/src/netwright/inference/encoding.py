"""What a network takes of a row or an array, for comparing it with what the network gives back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from netwright.interfaces.documents.preprocessing import (
    ArrayPreprocessing,
    NumberColumn,
    TablePreprocessing,
)

if TYPE_CHECKING:
    from numpy.typing import NDArray

Numbers = ArrayPreprocessing | TablePreprocessing


class Encoding:
    """The values that stand for samples, and what they are measured in.

    Of a row there is a value for each number column, gaps filled, and one for each word of a
    category column, 1 where it stands.
    """

    def __init__(self, preprocessing: Numbers) -> None:
        self._preprocessing = preprocessing
        self._mean, self._std = _scales(preprocessing)

    def values(self, raw: NDArray[Any]) -> NDArray[Any]:
        """Of raw samples [N,...] the values [N,F] or [N,...], in their own units."""
        if isinstance(self._preprocessing, ArrayPreprocessing):
            return raw
        columns: list[NDArray[Any]] = []
        for cells, column in zip(raw.T, self._preprocessing.columns, strict=True):
            if isinstance(column, NumberColumn):
                columns.append(np.where(np.isnan(cells), column.fill, cells))
            else:
                columns += [(cells == word).astype(np.float64) for word in range(column.width)]
        return np.stack(columns, axis=1)

    def scaled(self, values: NDArray[Any]) -> NDArray[np.float64]:
        """Values in units with mean 0 and deviation 1 in training; words stay 0 and 1."""
        return np.asarray((values.astype(np.float64) - self._mean) / self._std)


def _scales(preprocessing: Numbers) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Mean and deviation of each value; they broadcast against samples."""
    if isinstance(preprocessing, ArrayPreprocessing):
        axes = (-1, *(1 for _ in preprocessing.shape[1:]))
        return np.array(preprocessing.mean).reshape(axes), np.array(preprocessing.std).reshape(axes)
    scales = [scale for column in preprocessing.columns for scale in column.scales]
    mean, std = np.array(scales).T
    return mean, std
