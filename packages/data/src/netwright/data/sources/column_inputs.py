"""Columns as inputs: which of them a network can learn from, and how they are measured."""

from __future__ import annotations

import shlex
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from netwright.data.asked import Asked
from netwright.data.sources.changes import changed_file, listed
from netwright.data.sources.listing import Indices
from netwright.data.statistics import measured
from netwright.data.survey import OnProgress
from netwright.data.table_columns import Column, is_number
from netwright.data.table_file import Table
from netwright.interfaces.documents.preprocessing import (
    AnyPreprocessing,
    CategoryColumn,
    NumberColumn,
    TablePreprocessing,
)
from netwright.interfaces.errors import DataError
from netwright.interfaces.tabular import read_columns, read_words

_LARGEST = float(np.finfo(np.float32).max)
_MOST_NUMBERS_AS_WORDS = 20


@dataclass(frozen=True, eq=False)
class ColumnInputs:
    """Some columns of a table. They are their own reading: the table is read when it is listed.

    Attributes:
        table: The table.
        chosen: Its columns that are inputs.
        document: What a dataset document says of them, which is kept.
    """

    table: Table
    chosen: Sequence[Column]
    document: AnyPreprocessing | None

    def read(self, asked: Asked, on_progress: OnProgress | None) -> ColumnInputs:
        """Itself."""
        return self

    @property
    def fingerprint(self) -> str:
        """The table's."""
        return self.table.fingerprint

    @property
    def unreadable(self) -> Mapping[int, str]:
        """Rows with a number that float32 does not hold."""
        return {
            row: f"{column.values[row]} in {column.name!r}"
            for column in self.chosen
            if column.is_number
            for row in np.flatnonzero(np.abs(column.values) > _LARGEST).tolist()
        }

    def preprocessing(self, train: Indices) -> TablePreprocessing:
        """Median, mean and std of the numbers, and the words, in the rows to train on."""
        if isinstance(self.document, TablePreprocessing):
            return self.document
        columns = [_measured(column, column.values[train]) for column in self.chosen]
        # A column may have gaps alone in these rows, though not in all.
        return TablePreprocessing(columns=tuple(column for column in columns if column))

    def rows(self, samples: Indices, preprocessing: AnyPreprocessing) -> NDArray[np.float32]:
        """float32 [N,columns]."""
        assert isinstance(preprocessing, TablePreprocessing)
        cells = {name: column.values[samples] for name, column in self.table.columns.items()}
        try:
            return read_columns(cells, preprocessing)
        except DataError as error:
            raise error.within(file=self.table.path) from None

    def changed(self, fingerprint: str) -> DataError:
        """That there are other rows."""
        return changed_file(self.table.path, "rows", self.fingerprint, fingerprint)


def _measured(column: Column, cells: NDArray) -> NumberColumn | CategoryColumn | None:
    if not column.is_number:
        words = tuple(sorted({word for word in read_words(cells) if word is not None}))
        return CategoryColumn(name=column.name, values=words) if words else None
    gaps = np.isnan(cells)
    if gaps.all():
        return None
    fill = float(np.median(cells[~gaps]))
    (mean,), (std,) = measured(np.where(gaps, fill, cells))
    return NumberColumn(name=column.name, fill=fill, mean=mean, std=std)


def input_columns(columns: Iterable[Column]) -> tuple[list[Column], list[str]]:
    """The columns to learn from, and a sentence for each other one that says why it is left out.

    Raises:
        DataError: A column holds numbers, save for a few cells that look like mistakes.
    """
    chosen, notes = [], []
    for column in columns:
        if why := _no_input(column):
            notes.append(f"{column.name} is left out: {why}.")
        else:
            chosen.append(column)
    return chosen, notes


def _no_input(column: Column) -> str:
    """Why there is nothing to learn from a column; empty where there is."""
    if column.kind == "date":
        return "dates"
    if column.kind == "other":
        return "neither numbers nor words"
    present = column.values[~column.gaps()]
    return _no_number(column, present) if column.is_number else _no_category(column, present)


def _no_number(column: Column, present: NDArray) -> str:
    if not len(present) or present.min() == present.max():
        return "the same in every row"
    if column.kind != "whole" or len(present) < len(column.values) or len(present) < 3:
        return ""
    if (np.diff(present) == 1).all():
        return "it counts the rows"
    named_so = column.name.lower().replace(" ", "_").split("_")[-1] in ("id", "uid", "uuid")
    if named_so and len(np.unique(present)) == len(present):
        return "an identifier, different in every row"
    return ""


def _no_category(column: Column, present: NDArray) -> str:
    words = set(present.tolist())
    if not words:
        return "empty"
    if len(words) == 1 and len(present) == len(column.values):  # Else its gaps tell something.
        return "the same in every row"
    _check_mistakes(column, words)
    if len(words) == len(present):
        return "different in every row"
    if len(words) > max(10, len(present) / 2):
        return f"{len(words)} different words in {len(present)} rows"
    return ""


def _check_mistakes(column: Column, words: set[str]) -> None:
    """Raise DataError where words stand among numbers: one slip makes words of them all."""
    strange = {word for word in words if not is_number(word)}
    cells = enumerate(column.values.tolist(), 1)
    rows = [(row, cell) for row, cell in cells if cell in strange]
    if len(words) <= _MOST_NUMBERS_AS_WORDS or len(rows) * 10 > len(column.values):
        return
    raise DataError(
        f"the column holds numbers, save for {len(rows)} of its {len(column.values)} cells.",
        column=column.name,
        rows=listed([f"{row}: {cell!r}" for row, cell in rows]),
        fix="correct them, empty them, or leave the column out: "
        f"--ignore {shlex.quote(column.name)}.",
    )
