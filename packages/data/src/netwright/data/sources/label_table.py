"""A table of labels, read as text: CSV, TSV, JSON lines or Parquet.

Needs pyarrow for all but JSON lines: ``pip install "netwright-data[tables]"``.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from netwright.interfaces.errors import DataError, UsageError

TABLE_SUFFIXES = (".csv", ".tsv", ".jsonl", ".parquet")

LABELS_JOINED_BY = "|"
"""What a list of labels in JSON or Parquet becomes, as one cell."""


@dataclass(frozen=True)
class LabelTable:
    """The cells of a table as text; gaps are empty.

    Attributes:
        path: Its file.
        columns: N cells a column.
    """

    path: Path
    columns: dict[str, list[str]]

    def __len__(self) -> int:
        return len(next(iter(self.columns.values()), ()))


def read_label_table(path: Path) -> LabelTable:
    """The table in the file.

    Raises:
        DataError: It cannot be read, is no table, or has a row of another length; the error says
            which.
        UsageError: pyarrow is not installed.
    """
    read = _READERS.get(path.suffix.lower())
    if read is None:
        raise DataError(
            "expected a table.", file=path, fix=f"save it as one of: {', '.join(TABLE_SUFFIXES)}."
        )
    try:
        columns = read(path)
    except OSError as error:
        raise DataError(
            f"cannot read the table: {error.strerror or error}.",
            file=path,
            fix="check the path and that the file may be read.",
        ) from None
    if not columns or not next(iter(columns.values())):
        raise DataError(
            "the table has no rows.", file=path, fix="write one row a sample below the head line."
        )
    return LabelTable(path, columns)


def _csv(path: Path) -> dict[str, list[str]]:
    arrow = _pyarrow(path)
    from pyarrow import csv

    head = _head(path)
    delimiter = "\t" if path.suffix.lower() == ".tsv" else _delimiter(head)
    try:
        names = csv.open_csv(path, parse_options=csv.ParseOptions(delimiter=delimiter)).schema.names
        _check_names(path, names)
        table = csv.read_csv(
            path,
            parse_options=csv.ParseOptions(delimiter=delimiter),
            convert_options=csv.ConvertOptions(
                column_types=dict.fromkeys(names, arrow.string()), strings_can_be_null=False
            ),
        )
    except arrow.ArrowInvalid as error:
        raise DataError(
            f"this is no table of cells between {delimiter!r}: {error}.",
            file=path,
            fix="mend the row, so that it has as many cells as the head line; a cell with "
            f"{delimiter!r} in it is put into quotation marks.",
        ) from None
    return {name: table.column(name).to_pylist() for name in names}


def _head(path: Path) -> str:
    with open(path, encoding="utf-8-sig", errors="replace") as file:
        return file.readline()


def _delimiter(head: str) -> str:
    """Comma, semicolon or tab: what stands most often in the head line."""
    return max(",;\t", key=head.count)


def _parquet(path: Path) -> dict[str, list[str]]:
    arrow = _pyarrow(path)
    from pyarrow import parquet

    try:
        table = parquet.read_table(path)
    except arrow.ArrowInvalid as error:
        raise DataError(
            f"this is no Parquet file: {error}.", file=path, fix="write the file anew."
        ) from None
    _check_names(path, table.column_names)
    return {
        name: [_text(value) for value in table.column(name).to_pylist()]
        for name in table.column_names
    }


def _json_lines(path: Path) -> dict[str, list[str]]:
    rows: list[dict[str, Any]] = []
    for number, line in enumerate(path.read_bytes().splitlines(), 1):
        if line.strip():
            rows.append(_json_row(path, number, line))
    names = list(dict.fromkeys(name for row in rows for name in row))
    return {name: [_text(row.get(name)) for row in rows] for name in names}


def _json_row(path: Path, number: int, line: bytes) -> dict[str, Any]:
    try:
        row = json.loads(line)
    except ValueError as error:
        row, why = None, f" ({error})"
    else:
        why = ""
    if not isinstance(row, dict):
        raise DataError(
            f'expected a JSON object such as {{"image": "1.png", "label": "cat"}}{why}.',
            file=path,
            line=number,
            fix="mend that line.",
        )
    return row


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(int(value))
    if isinstance(value, list):
        return LABELS_JOINED_BY.join(map(_text, value))
    return str(value)


def _check_names(path: Path, names: list[str]) -> None:
    twice = sorted({name for name in names if names.count(name) > 1})
    if twice:
        raise DataError(
            f"the column {twice[0]!r} is there twice.", file=path, fix="rename one of them."
        )


def _pyarrow(path: Path) -> Any:
    try:
        import pyarrow
    except ModuleNotFoundError:
        raise UsageError(
            "tables are read with pyarrow, which is not installed.",
            file=path,
            fix='pip install "netwright-data[tables]"',
        ) from None
    return pyarrow


_READERS: dict[str, Callable[[Path], dict[str, list[str]]]] = {
    ".csv": _csv,
    ".tsv": _csv,
    ".jsonl": _json_lines,
    ".parquet": _parquet,
}
