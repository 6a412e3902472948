"""Images, and a table beside them that says what each of them shows."""

from __future__ import annotations

import hashlib
from pathlib import Path

import numpy as np

from netwright.data.asked import Asked
from netwright.data.sources.image_folder import VAL_NAMES
from netwright.data.sources.image_folder_problems import check_is_folder
from netwright.data.sources.image_inputs import ImageInputs
from netwright.data.sources.label_columns import CLASS_COLUMNS, LabelColumns
from netwright.data.sources.label_table import TABLE_SUFFIXES, LabelTable, read_label_table
from netwright.data.sources.labelled_images_problems import (
    check_named_once,
    check_rows_of_all,
    no_column,
    no_image_column,
    which_target,
)
from netwright.data.sources.listing import Listing, Targets
from netwright.data.sources.named_images import NamedImages
from netwright.interfaces.documents.source import LabelledImages
from netwright.interfaces.documents.split import GivenSplit
from netwright.interfaces.errors import DataError

TABLE_NAME = "labels"
_SPLIT_COLUMNS = ("split", "set", "subset")


def table_in(root: Path) -> Path | None:
    """The table ``labels.csv`` (.tsv, .jsonl, .parquet) in the folder, or beside it."""
    places = (root / f"{TABLE_NAME}{suffix}" for suffix in TABLE_SUFFIXES)
    beside = (root.parent / f"{TABLE_NAME}{suffix}" for suffix in TABLE_SUFFIXES)
    return next((place for place in (*places, *beside) if place.is_file()), None)


def source_of(root: Path, path: Path, asked: Asked) -> LabelledImages | None:
    """The images in `root` with the table at `path`, or None where it names none of them.

    Raises:
        DataError: The table cannot be read, or it is open which column is the target.
    """
    table = read_label_table(path)
    column = NamedImages(root).column(table.columns)
    if column is None:
        return None
    return LabelledImages(
        path=root.as_posix(),
        table=path.relative_to(root).as_posix() if path.is_relative_to(root) else f"../{path.name}",
        image_column=column,
        targets=_targets(table, column, asked),
    )


def list_samples(source: LabelledImages, asked: Asked) -> Listing:
    """The images that the table has a row for.

    A column ``split`` (or ``set``, ``subset``) with the values ``train`` and ``val`` is the split;
    rows with another value there are left out.

    Raises:
        DataError: The table cannot be read, lacks a column, names an image twice or not at all.
    """
    root = Path(source.path)
    check_is_folder(root)
    table = read_label_table(root / source.table)
    for name in (source.image_column, *source.targets):
        if name not in table.columns:
            raise no_column(table, name)
    images = NamedImages(root)
    if not any(map(images.find, table.columns[source.image_column])):
        raise no_image_column(table, root, source.image_column)
    if not asked.skip_bad:
        check_rows_of_all(table, root, images, source.image_column)
    given = _given(table)
    kept = _kept(table, given)
    columns = {name: [cells[row] for row in kept] for name, cells in table.columns.items()}
    rows = [row + 1 for row in kept]
    names = images.named(columns[source.image_column], rows)
    check_named_once(table, names, rows)
    folders = [name.rpartition("/")[0] for name in names]
    return Listing(
        source=source,
        root=table.path,
        names=names,
        inputs=ImageInputs(root, names),
        targets=_targets_of(source, columns, rows, names, images, asked),
        given=given,
        columns={
            "folder": np.array(folders, object),
            **{name: np.array(cells, object) for name, cells in columns.items()},
        },
    )


def _targets_of(
    source: LabelledImages,
    columns: dict[str, list[str]],
    rows: list[int],
    names: tuple[str, ...],
    images: NamedImages,
    asked: Asked,
) -> Targets:
    known = frozenset(images.files)
    labels = LabelColumns(
        columns={name: [cell.strip() for cell in columns[name]] for name in source.targets},
        rows=rows,
        separator=source.separator,
        beside=_hash(columns),
        problems={
            place: f"row {row}: there is no image of that name in the folder"
            for place, (row, name) in enumerate(zip(rows, names, strict=True))
            if name not in known
        },
    )
    try:
        return labels.targets(asked)
    except DataError as error:
        raise error.within(file=Path(source.path) / source.table) from None


def _targets(table: LabelTable, image_column: str, asked: Asked) -> tuple[str, ...]:
    """The columns that are asked for; else the only one, or one that is called so; else flags."""
    for name in asked.columns:
        if name not in table.columns:
            raise no_column(table, name)
    if asked.columns:
        return asked.columns
    apart = {image_column, *asked.ignored, *(name for name in table.columns if _is_split(name))}
    others = [name for name in table.columns if name not in apart]
    if len(others) == 1:
        return (others[0],)
    by_lower = {name.lower(): name for name in others}
    if named := [by_lower[name] for name in CLASS_COLUMNS if name in by_lower]:
        return (named[0],)
    if others and all({*table.columns[name]} <= {"0", "1"} for name in others):
        return tuple(others)
    raise which_target(table, others)


def _is_split(name: str) -> bool:
    return name.lower() in _SPLIT_COLUMNS


def _given(table: LabelTable) -> GivenSplit | None:
    for name, cells in table.columns.items():
        by_lower = {cell.lower(): cell for cell in cells}
        val = [by_lower[value] for value in VAL_NAMES if value in by_lower]
        if _is_split(name) and "train" in by_lower and len(val) == 1:
            return GivenSplit(train=by_lower["train"], val=val[0], column=name)
    return None


def _kept(table: LabelTable, given: GivenSplit | None) -> list[int]:
    if given is None:
        return list(range(len(table)))
    values = table.columns[given.column]
    return [row for row, value in enumerate(values) if value in (given.train, given.val)]


def _hash(columns: dict[str, list[str]]) -> str:
    """Of all cells: a split may go by any of them."""
    content = "\0".join(cell for name, cells in columns.items() for cell in (name, *cells))
    return hashlib.blake2b(content.encode(), digest_size=16).hexdigest()
