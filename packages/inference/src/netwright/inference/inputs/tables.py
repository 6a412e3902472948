"""Rows of a table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from netwright.inference.inputs.reader import Sample
from netwright.interfaces.documents.preprocessing import TablePreprocessing
from netwright.interfaces.errors import DataError
from netwright.interfaces.tabular import read_columns, read_rows

if TYPE_CHECKING:
    from numpy.typing import NDArray


class RowReader:
    """Reads mappings of a column's name to its cell, and lists and arrays of cells."""

    noun = "rows"
    together = True
    as_it_is = False
    block_size: tuple[int, ...] = ()

    def __init__(self, preprocessing: TablePreprocessing) -> None:
        self._preprocessing = preprocessing

    def is_one(self, samples: object) -> bool:
        """Whether it is a mapping or a text."""
        return isinstance(samples, (Mapping, str, bytes))

    def block(self, samples: NDArray[Any]) -> NDArray[Any] | None:
        """All rows at once, by their columns, where none is wrong; one by one tells which."""
        names = [column.name for column in self._preprocessing.columns]
        if samples.ndim != 2 or samples.shape[1] != len(names):
            return None
        try:
            columns = dict(zip(names, samples.T, strict=True))
            return read_columns(columns, self._preprocessing)
        except DataError:
            return None

    def read(self, samples: Sequence[Any], first: int) -> list[Sample]:
        """The rows. Raises DataError and UsageError as `read_rows` does."""
        rows = read_rows(samples, self._preprocessing, first_row=first)
        return [Sample(None, row) for row in rows]
