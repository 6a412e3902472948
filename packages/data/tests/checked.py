"""Data sets in memory, for the checks."""

from __future__ import annotations

import numpy as np

from netwright.data import Prepared, Samples
from netwright.interfaces.documents import (
    CategoryColumn,
    Classification,
    Dataset,
    NumberColumn,
    RandomSplit,
    Regression,
    TableFile,
    TablePreprocessing,
)


def table(columns, targets, target, val=0.2) -> Prepared:
    """A table of columns, as float32 or as words; the last rows are for validation."""
    described, values = [], []
    for name, column in columns.items():
        array = np.asarray(column)
        if array.dtype.kind in "US":
            words = sorted(set(array.tolist()))
            described.append(CategoryColumn(name=name, values=tuple(words)))
            values.append([words.index(word) for word in array.tolist()])
        else:
            known = array[~np.isnan(array)]
            described.append(
                NumberColumn(
                    name=name,
                    fill=float(np.median(known)),
                    mean=float(known.mean()),
                    std=float(known.std()) or 1.0,
                )
            )
            values.append(array)
    rows = np.array(values, np.float32).T
    document = Dataset(
        name="table",
        source=TableFile(path="table.csv", targets=("y",)),
        target=target,
        split=RandomSplit(),
        preprocessing=TablePreprocessing(columns=tuple(described)),
    )
    border = len(rows) - int(len(rows) * val)
    sides = (
        Samples(rows[part], np.asarray(targets)[part], tuple(map(str, range(len(rows))))[part])
        for part in (slice(border), slice(border, None))
    )
    return Prepared(document, *sides)


def classes(columns, labels, names=("no", "yes")) -> Prepared:
    """A table to be classified."""
    return table(columns, np.asarray(labels, np.int64), Classification(classes=names))


def numbers(columns, values) -> Prepared:
    """A table with one number to be predicted."""
    target = Regression(columns=("y",), mean=(0.0,), std=(1.0,))
    return table(columns, np.asarray(values, np.float32)[:, np.newaxis], target)
