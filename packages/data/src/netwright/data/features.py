"""Rows of a table as the network sees them, computed without it."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from netwright.interfaces.documents.preprocessing import NumberColumn, TablePreprocessing


def table_features(
    rows: NDArray[np.float32], preprocessing: TablePreprocessing
) -> NDArray[np.float32]:
    """float32 [N,F] of raw rows float32 [N,columns]: gaps filled, numbers scaled, words one-hot."""
    parts = []
    for values, column in zip(rows.T, preprocessing.columns, strict=True):
        if isinstance(column, NumberColumn):
            filled = np.where(np.isnan(values), np.float32(column.fill), values)
            parts.append(((filled - column.mean) / column.std)[:, np.newaxis])
        else:
            # A gap is NaN, which equals no index.
            parts.append(values[:, np.newaxis] == np.arange(column.width))
    return np.concatenate(parts, axis=1).astype(np.float32)
