"""From the columns that are to be predicted to targets, and to the task when none is asked for."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

from netwright.data.asked import Asked
from netwright.data.sources import column_target_problems as problems
from netwright.data.sources.class_indices import ClassIndices
from netwright.data.sources.listing import Targets
from netwright.data.sources.number_targets import RegressedNumbers, SeveralLabels
from netwright.data.table_columns import Column
from netwright.interfaces.documents.target import Classification, Regression, Task
from netwright.interfaces.tabular import read_words

_MOST_NUMBERED_CLASSES = 20
_LARGEST = float(np.finfo(np.float32).max)

Unreadable = dict[int, str]


def targets_of(columns: Sequence[Column], asked: Asked) -> tuple[Targets, str]:
    """The targets in some columns, and a sentence that says which task was chosen and why.

    One column of words, or of up to 20 whole numbers that each stand at least twice, is a class;
    other numbers are regressed; several columns that are all 0 and 1 are a label each.

    Args:
        columns: At least one.
        asked: Its `task` overrides the choice; its `target` is a document's, whose classes keep
            their order.

    Raises:
        DataError: The columns do not go with the task, or there is nothing to learn in them.
    """
    if asked.task:
        return _MAKERS.get(asked.task, problems.not_of_tables)(columns, asked), ""
    task, why = told(columns)
    return _MAKERS[task](columns, asked), f"{task}, as {why}; --task names another task."


def told(columns: Sequence[Column]) -> tuple[Task, str]:
    """The task that columns stand for, and why."""
    names = ", ".join(column.name for column in columns)
    if len(columns) > 1:
        if all(_is_binary(column) for column in columns):
            return "multi_label", f"{names} hold only 0 and 1"
        return "regression", f"{names} hold numbers"
    (column,) = columns
    if not column.is_number:
        return "classification", f"{names} holds words"
    values, counts = np.unique(column.values[np.isfinite(column.values)], return_counts=True)
    few = len(values) <= _MOST_NUMBERED_CLASSES and column.kind == "whole"
    if few and counts.min(initial=2) >= 2:
        return "classification", f"{names} holds {len(values)} different whole numbers"
    return "regression", f"{names} holds numbers"


def _classes(columns: Sequence[Column], asked: Asked) -> ClassIndices:
    if len(columns) != 1:
        raise problems.several_classes(columns)
    (column,) = columns
    if column.kind in ("date", "other"):
        raise problems.no_words(column)
    words = read_words(column.values)
    found = {word for word in words if word is not None}
    document = asked.target if isinstance(asked.target, Classification) else None
    classes = document.classes if document else tuple(_in_order(column, found))
    if not document and not asked.judged:
        problems.check_classes(column, found, len(words))
    index: dict[str | None, int] = {name: number for number, name in enumerate(classes)}
    unreadable = {
        row: problems.nothing(column)
        if word is None
        else f"{word!r} in {column.name!r}, which is none of the document's classes"
        for row, word in enumerate(words)
        if word not in index
    }
    labels = np.fromiter((index.get(word, 0) for word in words), np.int64, len(words))
    return ClassIndices(classes, labels, unreadable=unreadable)


def _in_order(column: Column, words: set[str]) -> list[str]:
    return sorted(words, key=float) if column.is_number else sorted(words)


def _regressed(columns: Sequence[Column], asked: Asked) -> RegressedNumbers:
    values, unreadable = _numbers(columns)
    document = asked.target if isinstance(asked.target, Regression) else None
    if not document and not asked.judged:
        for column in columns:
            problems.check_varies(column)
    names = tuple(column.name for column in columns)
    return RegressedNumbers(names, values, unreadable, document=document)


def _numbers(columns: Sequence[Column]) -> tuple[NDArray[np.float32], Unreadable]:
    unreadable: Unreadable = {}
    for column in columns:
        if not column.is_number:
            raise problems.no_numbers(column)
        for row in np.flatnonzero(~(np.abs(column.values) <= _LARGEST)).tolist():
            value = column.values[row]
            said = problems.nothing(column) if np.isnan(value) else f"{value} in {column.name!r}"
            unreadable.setdefault(row, said)
    with np.errstate(over="ignore"):  # Those rows are unreadable.
        values = np.stack([column.values for column in columns], 1).astype(np.float32)
    return values, unreadable


def _labels(columns: Sequence[Column], asked: Asked) -> SeveralLabels:
    for column in columns:
        if not _is_binary(column):
            raise problems.not_binary(column)
    values = np.stack([_binary(column) for column in columns], 1).astype(np.float32)
    unreadable = {
        row: problems.nothing(columns[int(np.isnan(values[row]).argmax())])
        for row in np.flatnonzero(np.isnan(values).any(1)).tolist()
    }
    return SeveralLabels(tuple(column.name for column in columns), values, unreadable)


def _is_binary(column: Column) -> bool:
    if column.kind in ("date", "other"):
        return False
    values = _binary(column)
    return bool(np.isin(values[~column.gaps()], (0, 1)).all())


def _binary(column: Column) -> NDArray[np.float64]:
    """Numbers as they are; of words 0 for false, 1 for true, NaN for others."""
    if column.is_number:
        return column.values
    numbers = {"false": 0.0, "true": 1.0}
    cells = column.values.tolist()
    return np.array([numbers.get(str(cell).lower(), np.nan) for cell in cells], np.float64)


_MAKERS: dict[Task, Callable[[Sequence[Column], Asked], Targets]] = {
    "classification": _classes,
    "regression": _regressed,
    "multi_label": _labels,
}
