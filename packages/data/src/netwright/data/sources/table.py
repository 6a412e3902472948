"""Tables: one sample a row, some columns to be predicted from the others."""

from __future__ import annotations

import shlex
from collections.abc import Collection
from pathlib import Path

from netwright.data.asked import Asked
from netwright.data.sources.column_inputs import ColumnInputs, input_columns
from netwright.data.sources.column_targets import targets_of
from netwright.data.sources.listing import Listing
from netwright.data.table_columns import Column
from netwright.data.table_file import Table, read_table
from netwright.interfaces.documents.preprocessing import TablePreprocessing
from netwright.interfaces.documents.source import TableFile
from netwright.interfaces.errors import DataError, NetwrightError, UsageError


def list_samples(source: TableFile, asked: Asked) -> Listing:
    """Every row of the table.

    Inputs are the columns that are not targets, not ignored and not what the split goes by, and
    from which something can be learnt: see `input_columns`.

    Raises:
        DataError: As of `read_table`; a column is not there; the targets do not go with the task.
    """
    table = read_table(Path(source.path))
    targets = [table.column(name) for name in source.targets]
    apart = {*source.targets, *(table.column(name).name for name in source.ignore), *_by(asked)}
    try:
        read, note = targets_of(targets, asked)
        chosen, notes = _inputs(table, apart, asked)
    except NetwrightError as error:
        raise error if "file" in error.places else error.within(file=table.path) from None
    return Listing(
        source=source,
        root=table.path,
        names=tuple(map(str, range(1, len(table) + 1))),
        inputs=ColumnInputs(table, chosen, asked.preprocessing),
        targets=read,
        columns={name: column.values for name, column in table.columns.items()},
        what="rows",
        notes=tuple(filter(None, (note, *notes))),
    )


def _inputs(table: Table, apart: Collection[str], asked: Asked) -> tuple[list[Column], list[str]]:
    """The columns that are inputs, by a document where there is one, and notes on the others."""
    if isinstance(asked.preprocessing, TablePreprocessing):
        return [table.column(column.name) for column in asked.preprocessing.columns], []
    others = [column for name, column in table.columns.items() if name not in apart]
    chosen, notes = input_columns(others)
    if not chosen:
        raise DataError(
            "there is no column to predict from.",
            **{"left out": "".join(f"\n    {note}" for note in notes)} if notes else {},
            fix="add columns of numbers, or of words that repeat.",
        )
    return chosen, notes


def _by(asked: Asked) -> tuple[str, ...]:
    """The column that the split goes by: what is known of a group or a time is no input."""
    names = (getattr(asked.split, field, "") for field in ("by", "column"))
    return tuple(filter(None, names))


def table_at(path: Path, asked: Asked) -> TableFile:
    """The source that a table's path stands for. Raises UsageError where no target is named."""
    # With none named, the table is opened for a usual one, or to say what there is to name.
    names = [] if asked.columns else [*read_table(path).columns]
    columns = asked.among(names)
    if not columns:
        raise UsageError(
            "a table does not say which of its columns is to be predicted.",
            file=path,
            columns=", ".join(names),
            fix=f"name one: --target {shlex.quote(names[-1])} (target={names[-1]!r} in Python).",
        )
    return TableFile(path=path.as_posix(), targets=columns, ignore=asked.ignored)
