"""What is wrong with columns that are to be predicted, and what to do about it."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import NoReturn

import numpy as np

from netwright.data.asked import Asked
from netwright.data.table_columns import Column, is_number
from netwright.interfaces.errors import DataError, UsageError
from netwright.interfaces.tabular import read_words

_BINARY = ("0", "1", "false", "true")


def nothing(column: Column) -> str:
    """What is said of a row with a gap."""
    return f"nothing in {column.name!r}"


def not_of_tables(columns: Sequence[Column], asked: Asked) -> NoReturn:
    """Raise the error for a task whose targets are no columns."""
    raise UsageError(
        f"columns of a table cannot be the targets of the task {asked.task!r}.",
        fix="use classification, regression or multi_label.",
    )


def several_classes(columns: Sequence[Column]) -> DataError:
    """The error for a classification by more than one column."""
    return DataError(
        "a classification predicts one column, but "
        f"{', '.join(column.name for column in columns)} came.",
        fix="name one target; or --task multi_label for columns of 0 and 1.",
    )


def no_words(column: Column) -> DataError:
    """The error for a column of dates, or of what is no text at all, as a class."""
    what = "dates" if column.kind == "date" else "neither numbers nor words"
    return DataError(
        f"a column to be predicted holds numbers or words, but this one holds {what}.",
        column=column.name,
        fix="name another target.",
    )


def no_numbers(column: Column) -> DataError:
    """The error for a regression of what is no number; shows the first such cell."""
    if column.kind != "word":
        return no_words(column)
    for row, cell in enumerate(column.values.tolist(), 1):
        if cell is not None and not is_number(cell):
            return DataError(
                f"a regression predicts numbers, but {cell!r} came.",
                column=column.name,
                row=row,
                fix="correct it, or predict classes: --task classification.",
            )
    return _constant(column, "nothing")


def not_binary(column: Column) -> DataError:
    """The error for a label that is something else than 0 and 1; shows the first such cell."""
    cells = enumerate(read_words(column.values), 1)
    row, cell = next((r, c) for r, c in cells if c and c.lower() not in _BINARY)
    return DataError(
        f"a label is 0 or 1, but {cell!r} came.",
        column=column.name,
        row=row,
        fix="correct it, or name another task: --task classification or --task regression.",
    )


def check_classes(column: Column, classes: Collection[str], rows: int) -> None:
    """Raise DataError where there is one class only, or nearly as many as rows."""
    if len(classes) < 2:
        raise _constant(column, next(map(repr, classes), "nothing"))
    if len(classes) > max(20, rows / 2):
        raise DataError(
            f"the column has {len(classes)} different values in {rows} rows, too many for classes.",
            column=column.name,
            fix="name another target"
            + ("; or predict its numbers: --task regression." if column.is_number else "."),
        )


def check_varies(column: Column) -> None:
    """Raise DataError where all numbers are the same."""
    values = column.values[np.isfinite(column.values)]
    if not len(values) or values.min() == values.max():
        raise _constant(column, f"{values[0]:g}" if len(values) else "nothing")


def _constant(column: Column, value: str) -> DataError:
    return DataError(
        f"there is nothing to learn: every row has {value} in the column to be predicted.",
        column=column.name,
        fix="name another target.",
    )
