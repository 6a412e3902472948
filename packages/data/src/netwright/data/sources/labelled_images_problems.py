"""What is wrong with a table of labels, and what to do about it."""

from __future__ import annotations

import shlex
from collections.abc import Sequence
from pathlib import Path

from netwright.data.sources.changes import listed
from netwright.data.sources.named_images import NamedImages
from netwright.data.table_file import Table
from netwright.interfaces.errors import DataError


def no_image_column(table: Table, root: Path, column: str, cell: str) -> DataError:
    """The error for names of images that are not there."""
    return DataError(
        f"no cell of the column {column!r} names an image in the folder; the first one holds "
        f"{cell!r}.",
        file=table.path,
        folder=root,
        fix="write the images' names as they are in the folder, or move the images there.",
    )


def which_target(table: Table, columns: Sequence[str]) -> DataError:
    """The error for a table without an obvious target column."""
    if not columns:
        return DataError(
            "the table has no column beside that of the images.",
            file=table.path,
            fix="add a column that says what the images show.",
        )
    return DataError(
        f"any of {len(columns)} columns may be what is to be predicted: {', '.join(columns)}.",
        file=table.path,
        fix=f"name it: --target {shlex.quote(columns[0])} (target={columns[0]!r} in Python).",
    )


def check_named_once(table: Table, names: Sequence[str], rows: Sequence[int]) -> None:
    """Raise DataError where two rows are about the same image."""
    first: dict[str, int] = {}
    twice = [
        f"{name} (rows {first[name]} and {row})"
        for name, row in zip(names, rows, strict=True)
        if first.setdefault(name, row) != row
    ]
    if twice:
        raise DataError(
            "the table names an image in more than one row.",
            file=table.path,
            images=listed(twice),
            fix="keep one row an image; several labels of one image stand in one cell, such as "
            "cat|dog.",
        )


def check_rows_of_all(table: Table, root: Path, images: NamedImages, cells: Sequence[str]) -> None:
    """Raise DataError where images lie beside those that have rows, and have none themselves."""
    known = {file for cell in cells if (file := images.find(cell))}
    folders = {name.rpartition("/")[0] for name in known}
    without = [n for n in images.files if n not in known and n.rpartition("/")[0] in folders]
    if without:
        raise DataError(
            f"{len(without)} {'images have' if len(without) > 1 else 'image has'} no row in the "
            "table.",
            file=table.path,
            folder=root,
            images=listed(without),
            fix="add rows for them or move them elsewhere, or leave them out with --skip-bad "
            "(skip_bad=True in Python).",
        )
