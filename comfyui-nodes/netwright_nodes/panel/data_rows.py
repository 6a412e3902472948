"""What lies in ComfyUI's input folder and can be trained on, told by names alone."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from netwright.data.asked import Asked
from netwright.data.sources import source_at
from netwright.data.table_file import TABLE_SUFFIXES
from netwright.data.text_files import TEXT_SUFFIX
from netwright.interfaces.errors import NetwrightError

from ..comfyui import input_folder
from ..routes.messages.datasets import DataKind, DataListed, DataTold
from .looked_at import Look, look_at
from .stamps import KeptByStamp, short_stamp

_MOST_ENTRIES = 2000
_FILES: dict[str, DataKind] = {
    **dict.fromkeys(TABLE_SUFFIXES, "table"),
    ".npz": "arrays",
    TEXT_SUFFIX: "text",
    ".tar": "shards",
}
_KINDS: dict[str, DataKind] = {
    "image_folder": "classes",
    "labelled_images": "labels",
    "image_masks": "masks",
    "image_pairs": "pairs",
    "unlabelled_images": "pictures",
    "table": "table",
    "arrays": "arrays",
    "text": "text",
    "shards": "shards",
}

_kept: KeptByStamp[tuple[DataTold, ...]] = KeptByStamp(_MOST_ENTRIES)


def data_rows(known: str = "") -> DataListed:
    """The data sets in the input folder, by name; in folders that are none, those one below.

    Args:
        known: The stamp of what the page has; where it is still so, no data sets are told.
    """
    rows = tuple(row for entry in _entries(input_folder()) for row in _rows(entry))
    stamp = short_stamp("".join(row.model_dump_json() for row in rows))
    return DataListed(stamp=stamp, sets=None if stamp == known else rows)


def _entries(folder: Path) -> list[os.DirEntry[str]]:
    """Links are left out: they may lead anywhere."""
    try:
        with os.scandir(folder) as found:
            own = [e for e in found if not e.name.startswith(".") and not e.is_symlink()]
    except OSError:
        return []
    return sorted(own, key=lambda entry: entry.name.casefold())[:_MOST_ENTRIES]


def _rows(entry: os.DirEntry[str]) -> tuple[DataTold, ...]:
    if not entry.is_dir():
        return tuple(_file(entry))
    stamp = tuple(_changed(place) for place in (entry, *filter(_is_folder, _entries_of(entry))))
    return _kept.get(entry.path, stamp, lambda: tuple(_folder(entry)))


def _entries_of(entry: os.DirEntry[str]) -> list[os.DirEntry[str]]:
    return _entries(Path(entry.path))


def _is_folder(entry: os.DirEntry[str]) -> bool:
    return entry.is_dir()


def _changed(entry: os.DirEntry[str]) -> int:
    try:
        return entry.stat().st_mtime_ns
    except OSError:
        return 0


def _file(entry: os.DirEntry[str]) -> Iterator[DataTold]:
    kind = _FILES.get(Path(entry.name).suffix.lower())
    if kind is None:
        return
    status = entry.stat()
    yield DataTold(
        path=_name(entry), kind=kind, files=1, bytes=status.st_size, changed=status.st_mtime
    )


def _folder(entry: os.DirEntry[str]) -> Iterator[DataTold]:
    """The folder as a data set; where it is none, those right in it."""
    look = look_at(Path(entry.path))
    if (kind := _kind(Path(entry.path), look)) is not None:
        yield DataTold(
            path=_name(entry),
            kind=kind,
            files=look.files,
            more=look.more,
            changed=entry.stat().st_mtime,
        )
        return
    for below in _entries_of(entry):
        if not below.is_dir():
            yield from _file(below)
            continue
        inner = look_at(Path(below.path))
        if (kind := _kind(Path(below.path), inner)) is not None:
            changed = below.stat().st_mtime
            yield DataTold(
                path=_name(below), kind=kind, files=inner.files, more=inner.more, changed=changed
            )


def _kind(folder: Path, look: Look) -> DataKind | None:
    if not look.files:
        return None
    if look.more:
        return "many"
    try:
        kind = _KINDS.get(source_at(folder, Asked()).kind)
    except NetwrightError:
        return "labels" if look.pictures else None
    if kind == "classes" and look.classes < 2:
        return "pictures" if look.pictures else None
    return kind


def _name(entry: os.DirEntry[str]) -> str:
    return Path(entry.path).relative_to(input_folder()).as_posix()
