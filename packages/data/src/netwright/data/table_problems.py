"""What is wrong with a file of a table, and what to do about it."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from pathlib import Path

from netwright.interfaces.errors import DataError
from netwright.interfaces.tokens import not_utf8

ONE_COLUMN = (
    "a table's cells stand between commas, semicolons, tabs or bars; its head line tells which."
)
"""What to do about a table that seems to have one column."""


def no_file(path: Path, error: OSError) -> DataError:
    """The error for a file that is missing or cannot be read."""
    if isinstance(error, FileNotFoundError):
        return DataError("there is no such table.", file=path, fix="check the path.")
    return DataError(
        f"the table cannot be read: {error.strerror}.",
        file=path,
        fix="check that it is a file and may be read.",
    )


def not_read(path: Path, problem: str) -> DataError:
    """The error for a file that is not of the format that its ending says."""
    kind = {".parquet": "Parquet", ".jsonl": "JSON lines"}.get(path.suffix.lower(), "a table")
    return DataError(
        f"expected {kind}, but the file cannot be read so: {problem.rstrip('.')}.",
        file=path,
        fix="write the file anew, or give it the ending of its format (.csv, .tsv, .parquet, "
        ".jsonl).",
    )


def empty_table(path: Path) -> DataError:
    """The error for a table of no rows."""
    return DataError(
        "the table has a head line, but no rows.",
        file=path,
        fix="add rows, one sample each.",
    )


def misnamed(path: Path, name: str, places: Sequence[int]) -> DataError:
    """The error for columns that share a name, or have none."""
    numbers = ", ".join(map(str, places))
    if name.strip():
        return DataError(
            f"{len(places)} columns are called {name!r}.",
            file=path,
            columns=numbers,
            fix="give each column a name of its own.",
        )
    return DataError(
        "a column has no name in the head line.",
        file=path,
        column=numbers,
        fix="name it; if pandas wrote it, leave its row numbers out: "
        "frame.to_csv(path, index=False).",
    )


def not_delimited(path: Path, content: bytes, delimiter: str, problem: str) -> DataError:
    """The error for text that pyarrow refuses; says which line it is."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        return not_utf8(path, content[error.start], line)
    if not text.strip():
        return DataError(
            "the file is empty.", file=path, fix="write a head line, and a line for each sample."
        )
    reader = csv.reader(text.splitlines(keepends=True), delimiter=delimiter)
    expected = len(next(reader))
    for cells in reader:
        if cells and len(cells) != expected:
            return DataError(
                f"expected {expected} cells, as the head line has, but {len(cells)} came.",
                file=path,
                line=reader.line_num,
                fix="correct that line; a cell with "
                f"{'a tab' if delimiter == chr(9) else repr(delimiter)} in it stands in double "
                "quotes.",
            )
    return not_read(path, problem)
