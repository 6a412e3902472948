"""Reading a table of any format into columns: CSV, TSV, Parquet and JSON lines.

pyarrow reads them: ``pip install "netwright-data[tables]"``. Texts are read as they stand, and only
then are columns whose every cell is a number taken for numbers: a reader that goes by the first
rows fails, or changes its mind, at a word in row 100,000.
"""

from __future__ import annotations

import csv
import hashlib
import io
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from netwright.data.extras import needed
from netwright.data.table_columns import Column
from netwright.data.table_problems import (
    ONE_COLUMN,
    empty_table,
    misnamed,
    no_file,
    not_delimited,
    not_read,
)
from netwright.interfaces.errors import DataError, did_you_mean
from netwright.interfaces.tabular import delimiter_of

TABLE_SUFFIXES = frozenset({".csv", ".tsv", ".parquet", ".jsonl"})
"""Endings, in lower case, of the files that are taken for tables."""


@dataclass(frozen=True, eq=False)
class Table:
    """A table, read.

    Attributes:
        path: Its file.
        columns: Its columns by name, in the file's order.
        fingerprint: A hash of the file's content, with the number of rows.
    """

    path: Path
    columns: Mapping[str, Column]
    fingerprint: str

    def __len__(self) -> int:
        return len(next(iter(self.columns.values())).values)

    def column(self, name: str) -> Column:
        """The column of that name. Raises DataError with the nearest name where there is none."""
        if name not in self.columns:
            raise DataError(
                f"the table has no column {name!r}.",
                file=self.path,
                columns=", ".join(self.columns),
                fix=did_you_mean(name, self.columns) if len(self.columns) > 1 else ONE_COLUMN,
            )
        return self.columns[name]


def read_table(path: Path) -> Table:
    """The table in a file; its ending tells the format.

    CSV is UTF-8 with a head line; the head line tells whether commas, semicolons (then ``3,5`` is a
    number too), tabs or bars stand between the cells.

    Raises:
        DataError: There is no such file, it is not of its format, rows differ in length, columns
            have no names of their own, or there is no row.
        UsageError: pyarrow is not installed.
    """
    pa = needed("pyarrow", extra="tables", to="read tables")
    from netwright.data.arrow_columns import column_of

    try:
        content = path.read_bytes()
        delimiter = _delimiter(path, content) if _is_text(path) else None
        table = _arrow_table(path, content, delimiter)
    except OSError as error:
        raise no_file(path, error) from None
    except pa.ArrowException as error:
        raise not_read(path, str(error)) from None
    _check_names(path, table.column_names)
    if not len(table):
        raise empty_table(path)
    comma = delimiter == ";"
    columns = {name: column_of(name, table[name], comma) for name in table.column_names}
    digest = hashlib.blake2b(content, digest_size=16).hexdigest()
    return Table(path, columns, f"blake2b:{digest}:{len(table)}")


def _is_text(path: Path) -> bool:
    return path.suffix.lower() not in (".parquet", ".jsonl")


def _arrow_table(path: Path, content: bytes, delimiter: str | None) -> Any:
    import pyarrow as pa

    if delimiter is not None:
        return _delimited(path, content, delimiter)
    if path.suffix.lower() == ".jsonl":
        from pyarrow import json

        return json.read_json(pa.BufferReader(content))
    from pyarrow import parquet

    return parquet.read_table(pa.BufferReader(content))


def _delimiter(path: Path, content: bytes) -> str:
    """What stands between the cells of the head line."""
    if path.suffix.lower() == ".tsv":
        return "\t"
    head = content[: content.find(b"\n") + 1 or None]
    return delimiter_of(head.decode("utf-8", "replace"))


def _delimited(path: Path, content: bytes, delimiter: str) -> Any:
    import pyarrow as pa
    from pyarrow.csv import ConvertOptions, ParseOptions, read_csv

    try:
        text_names = _head(content, delimiter)
        return read_csv(
            pa.BufferReader(content),
            parse_options=ParseOptions(delimiter=delimiter, newlines_in_values=True),
            convert_options=ConvertOptions(
                column_types={name: pa.string() for name in text_names}, strings_can_be_null=False
            ),
        )
    except (pa.ArrowInvalid, UnicodeDecodeError) as error:
        raise not_delimited(path, content, delimiter, str(error)) from None


def _head(content: bytes, delimiter: str) -> list[str]:
    """The names in the head line, which may be quoted and go over several lines."""
    lines = io.TextIOWrapper(io.BytesIO(content), "utf-8-sig", newline="")
    return next(csv.reader(lines, delimiter=delimiter), [])


def _check_names(path: Path, names: list[str]) -> None:
    for name, count in Counter(names).items():
        if count > 1 or not name.strip():
            raise misnamed(path, name, [n for n, other in enumerate(names, 1) if other == name])
