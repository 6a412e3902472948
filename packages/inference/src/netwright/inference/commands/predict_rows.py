"""Tables in, and the same tables with columns of answers out."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

from netwright.inference.batches import Unread
from netwright.inference.commands.answer_cells import AnswerCells, answer_cells
from netwright.inference.commands.answer_lines import json_options
from netwright.inference.commands.failures import Failures
from netwright.inference.commands.pairing import paired
from netwright.inference.commands.progress import ProgressBar
from netwright.inference.commands.result_file import (
    check_out,
    delimiter_for,
    is_json,
    utf8_stdout,
    written,
)
from netwright.inference.input_files import TABLES
from netwright.inference.table_files import Row, TableFile, open_table
from netwright.interfaces.documents.model import Model
from netwright.interfaces.documents.preprocessing import TablePreprocessing
from netwright.interfaces.errors import DataError
from netwright.interfaces.tabular import check_columns

if TYPE_CHECKING:
    from netwright.inference.predictor import Predictor

_Write = Callable[[TableFile, int, Row, Any], None]
"""Writes the answer, or None, for a row of a table with its number."""


def predict_rows(
    predictor: Predictor,
    preprocessing: TablePreprocessing,
    inputs: list[str],
    *,
    top: int,
    as_json: bool,
    out: Path | None,
    force: bool,
) -> None:
    """Write every row of the tables with its answer; one that cannot be read has none.

    Args:
        predictor: What answers.
        preprocessing: The columns that it takes.
        inputs: Tables, folders of them, and patterns.
        top: How many of the most probable labels are given.
        as_json: Whether a row is a line of JSON: its table, its number and its answer.
        out: Where to write to, whole or not at all; None writes to stdout.
        force: Whether what is there is replaced.
    """
    as_json = is_json(out, as_json)
    check_out(out, as_json=as_json, force=force)
    failures, cells = Failures(), answer_cells(predictor.model, top)
    tables = _opened(inputs, preprocessing, failures)
    if not tables:
        failures.end()
    if not as_json:
        _check_headers(tables, cells)
    utf8_stdout()
    with written(out) as file, ProgressBar(None) as progress:
        write = (
            _json_writer(file, predictor.model, top)
            if as_json
            else _csv_writer(file, out, tables, cells)
        )
        for table in tables:
            samples = ((row, row) for row in table.rows)
            answered = paired(predictor, samples)
            for number, (row, outcome) in enumerate(answered, 1):
                if isinstance(outcome, Unread):
                    failures.tell(outcome.error.within(file=table.path))
                    outcome = None
                write(table, number, row, outcome)
                progress.step()
    failures.end()


def _opened(
    inputs: list[str], preprocessing: TablePreprocessing, failures: Failures
) -> list[TableFile]:
    """The tables that can be read; of the others `failures` hears."""
    tables = []
    for path in failures.expanded(inputs, TABLES):
        try:
            table = open_table(path)
            check_columns(table.header, preprocessing)
        except DataError as error:
            failures.tell(error if "file" in error.places else error.within(file=path))
        else:
            tables.append(table)
    return tables


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


def _csv_writer(
    file: TextIO, out: Path | None, tables: list[TableFile], cells: AnswerCells
) -> _Write:
    delimiter = delimiter_for(out or tables[0].path)
    writer = csv.writer(file, delimiter=delimiter, lineterminator="\n")
    writer.writerow([*tables[0].header, *cells.header])
    nothing = [""] * len(cells.header)

    def write(table: TableFile, number: int, row: Row, answer: Any) -> None:
        writer.writerow([*row.values(), *(nothing if answer is None else cells.of(answer))])

    return write


def _json_writer(file: TextIO, model: Model, top: int) -> _Write:
    options = json_options(model, top)

    def write(table: TableFile, number: int, row: Row, answer: Any) -> None:
        if answer is not None:
            content = {**answer.to_dict(**options), "path": str(table.path), "row": number}
            file.write(json.dumps(content, ensure_ascii=False) + "\n")

    return write
