"""The targets of a table's rows, for samples whose inputs are not in the table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from netwright.data.asked import Asked
from netwright.data.rows import Rows
from netwright.data.sources.class_indices import ClassIndices
from netwright.data.sources.column_targets import targets_of
from netwright.data.sources.listing import Indices, ReadInputs
from netwright.data.sources.number_targets import RegressedNumbers, SeveralLabels
from netwright.data.survey import OnProgress
from netwright.data.table_columns import Column
from netwright.interfaces.documents.target import AnyTarget, MultiLabel
from netwright.interfaces.errors import DataError
from netwright.interfaces.tabular import read_words

OfColumns = ClassIndices | RegressedNumbers | SeveralLabels
"""What columns become; each is its own reading."""


@dataclass(frozen=True, eq=False)
class RowTargets:
    """Targets out of columns, with all that is wrong with their rows.

    Attributes:
        of_columns: The targets.
        table: The table's fingerprint: a split may go by any of its columns.
        rows_in_table: The number of each sample's row, from 1.
        problems: Rows that cannot be used for another reason, by their sample's number.
    """

    of_columns: OfColumns
    table: str
    rows_in_table: Sequence[int]
    problems: Mapping[int, str]

    @property
    def classes(self) -> tuple[str, ...]:
        return self.of_columns.classes

    @property
    def labels(self) -> Indices | None:
        return self.of_columns.labels

    def read(self, inputs: ReadInputs, asked: Asked, on_progress: OnProgress | None) -> RowTargets:
        """Itself."""
        return self

    @property
    def fingerprint(self) -> str:
        return self.table

    @property
    def unreadable(self) -> Mapping[int, str]:
        """With the number of the row in the table."""
        found = {**self.of_columns.unreadable, **self.problems}
        return {number: f"row {self.rows_in_table[number]}: {why}" for number, why in found.items()}

    def target(self, train: Indices) -> AnyTarget:
        return self.of_columns.target(train)

    def rows(self, samples: Indices) -> Rows:
        return self.of_columns.rows(samples)


def label_targets(columns: Sequence[Column], separator: str, asked: Asked) -> tuple[OfColumns, str]:
    """As `targets_of`; one column of words with `separator` among them is several labels."""
    task = asked.target.task if asked.target else asked.task
    one = columns[0] if len(columns) == 1 and columns[0].kind == "word" else None
    if one and (task == "multi_label" or (task is None and _has_several(one, separator))):
        note = f"multi_label, as {one.name} holds labels joined by {separator!r}."
        return _joined(one, separator, asked), "" if task else note
    targets, note = targets_of(columns, replace(asked, task=task))
    assert isinstance(targets, OfColumns)
    return targets, note


def _has_several(column: Column, separator: str) -> bool:
    return any(separator in cell for cell in column.values.tolist() if cell is not None)


def _joined(column: Column, separator: str, asked: Asked) -> SeveralLabels:
    """0 or 1 for each label; a gap has none of them."""
    cells = [(word or "").split(separator) for word in read_words(column.values)]
    parts = [{part.strip() for part in cell} - {""} for cell in cells]
    names = tuple(sorted(set().union(*parts)))
    if isinstance(asked.target, MultiLabel):
        names = _in_document(names, asked.target.classes)
    values = np.array([[name in labels for name in names] for labels in parts], np.float32)
    return SeveralLabels(names, values)


def _in_document(found: Sequence[str], wanted: tuple[str, ...]) -> tuple[str, ...]:
    if unknown := [label for label in found if label not in wanted]:
        raise DataError(
            f"the table has the label {unknown[0]!r}, but the dataset document has "
            f"{', '.join(wanted)}.",
            fix="correct the table, or prepare it anew for a new document.",
        )
    return wanted
