"""Rows of a table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from netwright.inference.inputs.reader import Sample
from netwright.interfaces.documents.preprocessing import TablePreprocessing
from netwright.interfaces.tabular import read_rows


class RowReader:
    """Reads mappings of a column's name to its cell, and lists and arrays of cells."""

    noun = "rows"
    together = True

    def __init__(self, preprocessing: TablePreprocessing) -> None:
        self._preprocessing = preprocessing

    def is_one(self, samples: object) -> bool:
        """Whether it is a mapping or a text."""
        return isinstance(samples, (Mapping, str, bytes))

    def read(self, samples: Sequence[Any], first: int) -> list[Sample]:
        """The rows. Raises DataError and UsageError as `read_rows` does."""
        rows = read_rows(samples, self._preprocessing, first_row=first)
        return [Sample(None, row) for row in rows]
