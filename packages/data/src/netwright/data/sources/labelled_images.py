"""Images, and a table beside them that says what each of them shows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np

from netwright.data.asked import Asked
from netwright.data.sources.image_folder import VAL_NAMES
from netwright.data.sources.image_folder_problems import check_is_folder
from netwright.data.sources.image_inputs import ImageInputs
from netwright.data.sources.labelled_images_problems import (
    check_named_once,
    check_rows_of_all,
    no_image_column,
    which_target,
)
from netwright.data.sources.listing import Listing
from netwright.data.sources.named_images import NamedImages, cells_of
from netwright.data.sources.row_targets import OfColumns, RowTargets, label_targets
from netwright.data.table_columns import Column
from netwright.data.table_file import TABLE_SUFFIXES, Table, read_table
from netwright.interfaces.documents.source import LabelledImages
from netwright.interfaces.documents.split import GivenSplit
from netwright.interfaces.errors import NetwrightError

TARGET_COLUMNS = ("label", "class", "category", "target", "labels", "classes", "tags")
"""Names of columns that are taken for the target where several may be it, in any case."""

_SPLIT_COLUMNS = ("split", "set", "subset")
_BESIDE = "../"


def table_in(root: Path) -> Path | None:
    """The table ``labels.csv`` (.tsv, .jsonl, .parquet) in the folder, or beside it."""
    places = [
        folder / f"labels{suffix}"
        for folder in (root, root.parent)
        for suffix in sorted(TABLE_SUFFIXES)
    ]
    return next((place for place in places if place.is_file()), None)


def source_of(root: Path, path: Path, asked: Asked) -> LabelledImages | None:
    """The images in `root` with the table at `path`, or None where it names none of them.

    Raises:
        DataError: The table cannot be read, or it is open which column is the target.
    """
    images = NamedImages(root)
    if not images.files:
        return None
    table = read_table(path)
    column = images.column(table.columns)
    if column is None:
        return None
    return LabelledImages(
        path=root.as_posix(),
        table=path.name if path.parent == root else _BESIDE + path.name,
        image_column=column,
        targets=_targets(table, column, asked),
    )


def list_samples(source: LabelledImages, asked: Asked) -> Listing:
    """The images that the table has a row for.

    A column ``split`` (or ``set``, ``subset``) with the values ``train`` and ``val`` is the split;
    rows with another value there are left out.

    Raises:
        DataError: The table cannot be read, lacks a column, or names an image twice; there are
            images without a row.
    """
    root = Path(source.path)
    check_is_folder(root)
    table = read_table(root / source.table)
    images, cells = NamedImages(root), cells_of(table.column(source.image_column))
    if not any(map(images.find, cells)):
        raise no_image_column(table, root, source.image_column, cells[0])
    if not asked.skip_bad:
        check_rows_of_all(table, root, images, cells)
    given = _given(table)
    kept = _kept(table, given)
    names = images.named([cells[row] for row in kept], [row + 1 for row in kept])
    check_named_once(table, names, [row + 1 for row in kept])
    return _listing(source, table, images, kept, names, given, asked)


def _listing(
    source: LabelledImages,
    table: Table,
    images: NamedImages,
    kept: Sequence[int],
    names: tuple[str, ...],
    given: GivenSplit | None,
    asked: Asked,
) -> Listing:
    columns = {name: replace(c, values=c.values[kept]) for name, c in table.columns.items()}
    targets, note = _row_targets(source, table, [columns[n] for n in source.targets], asked)
    rows = [row + 1 for row in kept]
    folders = np.array([name.rpartition("/")[0] for name in names], object)
    return Listing(
        source=source,
        root=table.path,
        names=names,
        inputs=ImageInputs(Path(source.path), names),
        targets=RowTargets(targets, table.fingerprint, rows, _missing(names, images)),
        given=given,
        columns={"folder": folders, **{name: c.values for name, c in columns.items()}},
        notes=(note,) if note else (),
    )


def _targets(table: Table, image_column: str, asked: Asked) -> tuple[str, ...]:
    """The columns that are asked for; else the only one, or one that is called so; else flags."""
    if columns := asked.among(table.columns):
        return tuple(table.column(name).name for name in columns)
    apart = {image_column, *asked.ignored, *filter(_is_split, table.columns)}
    others = [name for name in table.columns if name not in apart]
    if len(others) == 1:
        return (others[0],)
    by_lower = {name.lower(): name for name in others}
    if named := [by_lower[name] for name in TARGET_COLUMNS if name in by_lower]:
        return (named[0],)
    if others and all(_is_flags(table.column(name)) for name in others):
        return tuple(others)
    raise which_target(table, others)


def _is_flags(column: Column) -> bool:
    return column.is_number and set(column.values.tolist()) <= {0.0, 1.0}


def _is_split(name: str) -> bool:
    return name.lower() in _SPLIT_COLUMNS


def _given(table: Table) -> GivenSplit | None:
    for name, column in table.columns.items():
        by_lower = {cell.lower(): cell for cell in cells_of(column)} if _is_split(name) else {}
        val = [by_lower[value] for value in VAL_NAMES if value in by_lower]
        if "train" in by_lower and len(val) == 1:
            return GivenSplit(train=by_lower["train"], val=val[0], column=name)
    return None


def _kept(table: Table, given: GivenSplit | None) -> list[int]:
    if given is None:
        return list(range(len(table)))
    cells = cells_of(table.column(given.column))
    return [row for row, value in enumerate(cells) if value in (given.train, given.val)]


def _row_targets(
    source: LabelledImages, table: Table, columns: Sequence[Column], asked: Asked
) -> tuple[OfColumns, str]:
    try:
        return label_targets(columns, source.separator, asked)
    except NetwrightError as error:
        raise error.within(file=table.path) from None


def _missing(names: Sequence[str], images: NamedImages) -> dict[int, str]:
    known = frozenset(images.files)
    return {
        number: "there is no image of that name"
        for number, name in enumerate(names)
        if name not in known
    }
