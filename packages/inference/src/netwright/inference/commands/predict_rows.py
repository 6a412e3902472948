"""Tables in, and the same tables with columns of answers out."""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

from netwright.inference.batches import Unread
from netwright.inference.commands.answer_cells import AnswerCells, answer_cells
from netwright.inference.commands.failures import Failures
from netwright.inference.commands.pairing import paired
from netwright.inference.commands.progress import ProgressBar
from netwright.inference.input_files import TABLES
from netwright.inference.table_files import DELIMITERS, Row, TableFile, open_table
from netwright.interfaces.documents.preprocessing import TablePreprocessing
from netwright.interfaces.errors import DataError, UsageError
from netwright.interfaces.files import atomic_path
from netwright.interfaces.tabular import check_columns

if TYPE_CHECKING:
    from netwright.inference.predictor import Predictor

_AT_ONCE = 256
_Write = Callable[[TableFile, int, Row, Any], None]
"""Writes the answer, or None, for a row of a table with its number."""


def predict_rows(
    predictor: Predictor,
    preprocessing: TablePreprocessing,
    inputs: list[str],
    *,
    as_json: bool,
    out: Path | None,
    force: bool,
) -> None:
    """Write every row of the tables with its answer; one that cannot be read has none.

    Args:
        predictor: What answers.
        preprocessing: The columns that it takes.
        inputs: Tables, folders of them, and patterns.
        as_json: Whether a row is a line of JSON: its table, its number and its answer.
        out: Where to write to, whole or not at all; None writes to stdout.
        force: Whether what is there is replaced.
    """
    _check_out(out, as_json=as_json, force=force)
    failures, cells = Failures(), answer_cells(predictor.model)
    tables = [_opened(path, preprocessing) for path in failures.expanded(inputs, TABLES)]
    if not as_json:
        _check_headers(tables, cells)
    with _written(out) as file, ProgressBar(None) as progress:
        write = _json_writer(file) if as_json else _csv_writer(file, out, tables, cells)
        for table in tables:
            samples = ((row, row) for row in table.rows)
            answered = paired(predictor, samples, batch_size=_AT_ONCE)
            for number, (row, outcome) in enumerate(answered, 1):
                if isinstance(outcome, Unread):
                    failures.tell(outcome.error.within(file=table.path))
                    outcome = None
                write(table, number, row, outcome)
                progress.step()
    failures.end()


def _opened(path: str, preprocessing: TablePreprocessing) -> TableFile:
    table = open_table(path)
    try:
        check_columns(table.header, preprocessing)
    except DataError as error:
        raise error.within(file=path) from None
    return table


def _check_headers(tables: list[TableFile], cells: AnswerCells) -> None:
    """That the tables can be put under each other, with columns of answers beside them."""
    for table in tables:
        if table.header != tables[0].header:
            raise DataError(
                f"this table has other columns than {tables[0].path}.",
                file=table.path,
                fix="predict them one at a time, or use --json.",
            )
        if taken := sorted(set(table.header) & set(cells.header)):
            raise DataError(
                f"the table already has a column {taken[0]!r}.",
                file=table.path,
                fix="rename or remove it, or use --json.",
            )


def _check_out(out: Path | None, *, as_json: bool, force: bool) -> None:
    if out is None:
        return
    if not as_json and out.suffix.lower() not in DELIMITERS:
        raise UsageError(
            f"a table is written to a file that ends in .csv or .tsv, but {out.name!r} came.",
            fix=f"--out {out.with_suffix('.csv')}",
        )
    if out.is_dir() or (out.exists() and not force):
        what = "a folder" if out.is_dir() else "a file"
        raise UsageError(
            f"{what} is in the way.",
            path=out,
            fix="choose another name." if out.is_dir() else "choose another name, or add --force.",
        )


@contextmanager
def _written(out: Path | None) -> Iterator[TextIO]:
    if out is None:
        # A Windows console's own encoding would lose letters on the way to a file.
        if hasattr(sys.stdout, "reconfigure"):
            sys.stdout.reconfigure(encoding="utf-8")
        yield sys.stdout
        return
    with atomic_path(out) as partial, open(partial, "w", encoding="utf-8", newline="") as file:
        yield file


def _csv_writer(
    file: TextIO, out: Path | None, tables: list[TableFile], cells: AnswerCells
) -> _Write:
    suffix = (out or (tables[0].path if tables else Path(".csv"))).suffix.lower()
    writer = csv.writer(file, delimiter=DELIMITERS.get(suffix, ","), lineterminator="\n")
    if tables:
        writer.writerow([*tables[0].header, *cells.header])
    nothing = [""] * len(cells.header)

    def write(table: TableFile, number: int, row: Row, answer: Any) -> None:
        writer.writerow([*row.values(), *(nothing if answer is None else cells.of(answer))])

    return write


def _json_writer(file: TextIO) -> _Write:
    def write(table: TableFile, number: int, row: Row, answer: Any) -> None:
        if answer is not None:
            content = {**answer.to_dict(), "path": str(table.path), "row": number}
            file.write(json.dumps(content, ensure_ascii=False) + "\n")

    return write
