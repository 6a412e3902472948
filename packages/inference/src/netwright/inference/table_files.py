"""Rows of table files, read as they are asked for: CSV, TSV and, with pyarrow, Parquet."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from netwright.interfaces.errors import DataError
from netwright.interfaces.tabular import delimiter_of
from netwright.interfaces.tokens import not_utf8

DELIMITERS = {".csv": ",", ".tsv": "\t"}
_ROWS_AT_ONCE = 1024
_WITH_COMMA = re.compile(r"\s*[+-]?\d*,\d+(?:[eE][+-]?\d+)?\s*")

Row = dict[str, Any]


@dataclass(frozen=True)
class TableFile:
    """A table whose head line has been read.

    Attributes:
        path: Where it is.
        header: The columns' names.
        rows: Each row's cells by column name, read as they are asked for; once.
    """

    path: Path
    header: tuple[str, ...]
    rows: Iterator[Row]


def open_table(path: str | Path) -> TableFile:
    """The table in a file whose ending is .csv, .tsv or .parquet.

    Raises:
        DataError: It is not there, has another ending, is empty, names a column twice, or is not
            UTF-8; while rows are read also where one has more or fewer cells than the head line.
            Parquet without pyarrow.
    """
    path = Path(path)
    if not path.is_file():
        raise DataError("there is no such table.", file=path, fix="check the path.")
    suffix = path.suffix.lower()
    if suffix == ".parquet":
        return _open_parquet(path)
    if suffix not in DELIMITERS:
        raise DataError(
            f"expected a table, but the file ends in {suffix or 'nothing'!r}.",
            file=path,
            fix="give a file that ends in .csv (commas), .tsv (tabs) or .parquet.",
        )
    delimiter = "\t" if suffix == ".tsv" else delimiter_of(_head(path))
    lines = _lines(path, delimiter)
    header = tuple(name.strip() for name in next(lines, []))
    _check_header(header, path)
    rows = _rows(lines, header, path)
    return TableFile(path, header, map(_with_points, rows) if delimiter == ";" else rows)


def _head(path: Path) -> str:
    with open(path, encoding="utf-8-sig", errors="replace") as file:
        return file.readline()


def _with_points(row: Row) -> Row:
    """The row with ``3.5`` where ``3,5`` stands, as between semicolons."""
    return {
        name: cell.replace(",", ".") if _WITH_COMMA.fullmatch(cell) else cell
        for name, cell in row.items()
    }


def _lines(path: Path, delimiter: str) -> Iterator[list[str]]:
    """The cells of each line that is not empty."""
    with open(path, encoding="utf-8-sig", newline="") as file:
        reader = csv.reader(file, delimiter=delimiter)
        try:
            yield from filter(None, reader)
        except UnicodeDecodeError:
            raise _undecodable(path) from None
        except csv.Error as error:
            raise DataError(
                f"the table cannot be read: {error}.",
                file=path,
                line=reader.line_num,
                fix="mend the line; a quote that is never closed swallows what follows it.",
            ) from None


def _rows(lines: Iterator[list[str]], header: tuple[str, ...], path: Path) -> Iterator[Row]:
    for number, cells in enumerate(lines, 1):
        if len(cells) != len(header):
            raise DataError(
                f"expected {len(header)} cells, as in the head line, but {len(cells)} came.",
                file=path,
                row=number,
                fix="put cells that hold the delimiter into double quotes.",
            )
        yield dict(zip(header, cells, strict=True))


def _check_header(header: tuple[str, ...], path: Path) -> None:
    if not header:
        raise DataError(
            "the table is empty.", file=path, fix="give one whose first line names the columns."
        )
    twice = next((name for name in header if header.count(name) > 1), None)
    if twice is not None:
        raise DataError(
            f"two columns are called {twice!r}.", file=path, fix="rename or remove one of them."
        )


def _undecodable(path: Path) -> DataError:
    with open(path, "rb") as file:
        for number, line in enumerate(file, 1):
            try:
                line.decode("utf-8")
            except UnicodeDecodeError as error:
                return not_utf8(path, line[error.start], number)
    return DataError("the table changed while it was read.", file=path, fix="read it again.")


def _open_parquet(path: Path) -> TableFile:
    try:
        import pyarrow
        from pyarrow import parquet
    except ImportError:
        raise DataError(
            "reading Parquet needs pyarrow, which is not installed.",
            file=path,
            fix='pip install "netwright-inference[parquet]", or save the table as CSV.',
        ) from None
    try:
        file = parquet.ParquetFile(path)
    except (OSError, pyarrow.ArrowException) as error:
        raise DataError(
            f"this is no whole Parquet file: {error}.", file=path, fix="save it again."
        ) from None
    header = tuple(file.schema_arrow.names)
    _check_header(header, path)
    batches = file.iter_batches(batch_size=_ROWS_AT_ONCE)
    return TableFile(path, header, (row for batch in batches for row in batch.to_pylist()))
