"""Columns of a table: gaps, constants, and columns that give the answer away."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from netwright.data.checking.finding import Finding
from netwright.data.checking.whole_set import WholeSet
from netwright.interfaces.documents.preprocessing import NumberColumn, TablePreprocessing
from netwright.interfaces.documents.target import Classification, Regression

_MANY_GAPS = 0.5
_GIVES_AWAY = 0.995
_FEWEST = 30


def gaps(data: WholeSet) -> Iterator[Finding]:
    """Columns with many gaps, and columns that always hold the same."""
    preprocessing = data.document.preprocessing
    if not isinstance(preprocessing, TablePreprocessing):
        return
    rows = np.concatenate([*data.chunks()])
    for column, values in zip(preprocessing.columns, rows.T, strict=True):
        data.check_time()
        missing = np.isnan(values)
        if missing.any():
            share = float(missing.mean())
            how = "are filled with the median" if column.kind == "number" else "count as no word"
            yield Finding(
                "gaps",
                "warning" if share > _MANY_GAPS else "note",
                f"the column {column.name!r} has {int(missing.sum())} gaps ({share:.1%}), which "
                f"{how}.",
                f"fill them, or leave the column out with --ignore {column.name}.",
            )
        if len(np.unique(values[~missing])) == 1 and not missing.any():
            yield Finding(
                "constant columns",
                "note",
                f"the column {column.name!r} holds the same in every row.",
                f"leave it out with --ignore {column.name}.",
            )


def leaks(data: WholeSet) -> Iterator[Finding]:
    """Columns that alone give the target, as an answer that was written down twice does.

    For numbers by the best thresholds, for words by each word's most frequent class, for a
    regressed target by correlation.
    """
    preprocessing, target = data.document.preprocessing, data.document.target
    if not isinstance(preprocessing, TablePreprocessing) or len(data) < _FEWEST:
        return
    rows = np.concatenate([*data.chunks()])
    for column, values in zip(preprocessing.columns, rows.T, strict=True):
        data.check_time()
        known = ~np.isnan(values)
        if known.sum() < _FEWEST:
            continue
        told = ""
        if isinstance(target, Classification) and data.labels is not None:
            told = _of_classes(values[known], data.labels[known], isinstance(column, NumberColumn))
        elif isinstance(target, Regression):
            told = _of_numbers(values[known], data.target_values()[known], target.columns)
        if told:
            yield Finding(
                "leaks",
                "misleading",
                f"the column {column.name!r} alone gives the target ({told}). A column that is "
                "known only after the answer makes a model that is useless.",
                f"leave it out with --ignore {column.name}, unless it is known beforehand.",
            )


def _of_classes(values: NDArray[Any], labels: NDArray[np.int64], ordered: bool) -> str:
    right = _by_thresholds(values, labels) if ordered else _by_value(values, labels)
    return f"{right:.1%} of the rows right" if right >= _GIVES_AWAY else ""


def _by_value(values: NDArray[Any], labels: NDArray[np.int64]) -> float:
    """The share that is right when each value stands for its most frequent class."""
    words, numbers = np.unique(values, return_inverse=True)
    if len(words) > len(values) / 2:
        return 0.0  # Almost every row has a value of its own, which tells nothing of others.
    counts = np.zeros((len(words), int(labels.max()) + 1), np.int64)
    np.add.at(counts, (numbers, labels), 1)
    return float(counts.max(1).sum() / len(values))


def _by_thresholds(values: NDArray[Any], labels: NDArray[np.int64]) -> float:
    """The share that is right when each class has one interval of the values, one beside another.

    The intervals are between the classes' medians, where a count of both sides says so.
    """
    classes = np.unique(labels)
    if len(classes) < 2 or len(classes) > len(values) / 10:
        return 0.0
    medians = np.array([np.median(values[labels == label]) for label in classes])
    order = np.argsort(medians, kind="stable")
    right = len(values)
    for lower, upper in pairwise(order):
        below, above = values[labels == classes[lower]], values[labels == classes[upper]]
        right -= _fewest_wrong(below, above)
    return right / len(values)


def _fewest_wrong(below: NDArray[Any], above: NDArray[Any]) -> int:
    """How many are on the wrong side of the best threshold between two classes."""
    edges = np.unique(np.concatenate([below, above]))
    wrong_below = len(below) - np.searchsorted(np.sort(below), edges, side="right")
    wrong_above = np.searchsorted(np.sort(above), edges, side="right")
    return int((wrong_below + wrong_above).min())


def _of_numbers(values: NDArray[Any], targets: NDArray[Any], names: tuple[str, ...]) -> str:
    if not values.std():
        return ""
    for name, target in zip(names, targets.T, strict=True):
        correlation = abs(float(np.corrcoef(values, target)[0, 1])) if target.std() else 0.0
        if correlation >= _GIVES_AWAY:
            return f"{name}: correlation {correlation:.4f}"
    return ""
