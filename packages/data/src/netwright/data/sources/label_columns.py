"""From a table's target columns to targets: a class, several labels, or numbers for each row."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from netwright.data.asked import Asked
from netwright.data.sources.class_indices import ClassIndices
from netwright.data.sources.numbers import Numbers
from netwright.interfaces.documents.target import (
    Classification,
    MultiLabel,
    Regression,
    Task,
)
from netwright.interfaces.errors import DataError

CLASS_COLUMNS = ("label", "class", "category", "target", "labels", "classes", "tags")
"""Names of columns that are taken for the target; whole numbers in the first three are classes."""

_HOLDS_CLASSES = frozenset(CLASS_COLUMNS[:3])
# So that one cell with a slip in it is told as that, and does not turn numbers into words.
_MOSTLY = 0.9


@dataclass(frozen=True)
class LabelColumns:
    """The target columns of some rows.

    Attributes:
        columns: N cells a column, as text.
        rows: The number of each row in the table, from 1, for messages.
        separator: What stands between several labels in one cell.
        beside: What else belongs to the fingerprint of the targets.
        problems: Rows that cannot be used whatever their targets are, by their place here.
    """

    columns: dict[str, list[str]]
    rows: Sequence[int]
    separator: str
    beside: str
    problems: Mapping[int, str]

    def task(self) -> Task:
        """What the cells look like, where no task is asked for.

        Raises:
            DataError: Several columns that are neither numbers nor 0 and 1.
        """
        cells = list(self.columns.values())
        if len(cells) > 1:
            if all(map(_is_binary, cells)):
                return "multi_label"
            if words := [
                name for name in self.columns if not _is_mostly_numbers(self.columns[name])
            ]:
                raise DataError(
                    f"several columns are targets, but {words[0]!r} holds words.",
                    fix="name one column of words, or several of numbers, with --target.",
                )
            return "regression"
        name, only = next(iter(self.columns.items()))
        if any(self.separator in cell for cell in only):
            return "multi_label"
        whole = name.lower() in _HOLDS_CLASSES and all(map(_is_whole, filter(None, only)))
        is_class = whole or _is_binary(only) or not _is_mostly_numbers(only)
        return "classification" if is_class else "regression"

    def targets(self, asked: Asked) -> ClassIndices | Numbers:
        """The targets of the task that is asked for, or that the cells look like."""
        task = asked.target.task if asked.target else asked.task or self.task()
        if task == "regression":
            return self._numbers(asked)
        if task == "multi_label":
            several = len(self.columns) > 1
            return self._flags(asked) if several else self._joined_labels(asked)
        return self._classes(asked)

    def _classes(self, asked: Asked) -> ClassIndices:
        name, cells = self._only()
        found = sorted({cell for cell in cells if cell}, key=_class_order)
        wanted = asked.target.classes if isinstance(asked.target, Classification) else tuple(found)
        _check_classes(wanted, found)
        if len(wanted) < 2:
            raise DataError(
                f"the column has only the class {next(iter(wanted), '')!r}, but a classifier tells "
                "two or more apart.",
                column=name,
                fix="add rows of another class, or name another column with --target.",
            )
        index = {label: number for number, label in enumerate(wanted)}
        return ClassIndices(
            classes=wanted,
            labels=np.array([index.get(cell, 0) for cell in cells], np.int64),
            beside=self.beside,
            unreadable={**self._gaps(name), **self.problems},
        )

    def _joined_labels(self, asked: Asked) -> Numbers:
        _, cells = self._only()
        parts = [[part.strip() for part in cell.split(self.separator)] for cell in cells]
        found = sorted({part for labels in parts for part in labels if part}, key=_class_order)
        wanted = asked.target.classes if isinstance(asked.target, MultiLabel) else tuple(found)
        _check_classes(wanted, found)
        values = np.zeros((len(cells), len(wanted)), np.float32)
        index = {label: number for number, label in enumerate(wanted)}
        for row, labels in enumerate(parts):
            values[row, [index[label] for label in labels if label]] = 1
        return Numbers(values, MultiLabel(classes=wanted), wanted, self.beside, dict(self.problems))

    def _flags(self, asked: Asked) -> Numbers:
        numbers = self._numbers(asked)
        problems = dict(numbers.unreadable)
        for row, column in zip(*np.nonzero(~np.isin(numbers.values, (0, 1))), strict=True):
            name = numbers.columns[column]
            came = self.columns[name][row]
            problems.setdefault(
                int(row), f"row {self.rows[row]}: expected 0 or 1 in {name!r}, but {came!r} came"
            )
        task = MultiLabel(classes=numbers.columns)
        return Numbers(numbers.values, task, numbers.columns, self.beside, problems)

    def _numbers(self, asked: Asked) -> Numbers:
        problems: dict[int, str] = {}
        values = np.zeros((len(self.rows), len(self.columns)), np.float32)
        for column, (name, cells) in enumerate(self.columns.items()):
            for row, cell in enumerate(cells):
                number = _number(cell)
                if number is None:
                    came = repr(cell) if cell else "nothing"
                    problems[row] = (
                        f"row {self.rows[row]}: expected a number in {name!r}, but {came} came"
                    )
                else:
                    values[row, column] = number
        task = asked.target if isinstance(asked.target, Regression) else None
        return Numbers(
            values, task, tuple(self.columns), self.beside, {**problems, **self.problems}
        )

    def _only(self) -> tuple[str, list[str]]:
        if len(self.columns) > 1:
            raise DataError(
                f"one column tells a row's class, but {len(self.columns)} came: "
                f"{', '.join(self.columns)}.",
                fix="name one of them with --target.",
            )
        return next(iter(self.columns.items()))

    def _gaps(self, name: str) -> dict[int, str]:
        return {
            row: f"row {self.rows[row]}: there is nothing in the column {name!r}"
            for row, cell in enumerate(self.columns[name])
            if not cell
        }


def _number(cell: str) -> float | None:
    try:
        number = float(cell)
    except ValueError:
        return None
    return number if math.isfinite(number) else None


def _is_whole(cell: str) -> bool:
    number = _number(cell)
    return number is not None and number == int(number)


def _is_binary(cells: Sequence[str]) -> bool:
    return {_number(cell) for cell in cells if cell} <= {0.0, 1.0} and any(cells)


def _is_mostly_numbers(cells: Sequence[str]) -> bool:
    numbers = [_number(cell) is not None for cell in cells if cell]
    return sum(numbers) >= _MOSTLY * max(1, len(numbers))


def _class_order(label: str) -> tuple[float, str]:
    """Numbers by their size, before words by code point: the same order on every machine."""
    number = _number(label)
    return (math.inf if number is None else number), label


def _check_classes(wanted: tuple[str, ...], found: Sequence[str]) -> None:
    if unknown := [label for label in found if label not in wanted]:
        raise DataError(
            f"the table has the class {unknown[0]!r}, but the dataset document has "
            f"{', '.join(wanted)}.",
            fix="correct the table, or prepare it anew for a new document.",
        )
