"""Finding text files in folders, and reading them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from netwright.data.image_files import entries, folders_in

TEXT_SUFFIX = ".txt"
"""The ending, in lower case, of the files that are taken for texts."""


def texts_in(folder: Path) -> list[str]:
    """The names of the text files that lie in `folder` itself, sorted."""
    return [
        entry.name
        for entry in entries(folder)
        if entry.name.lower().endswith(TEXT_SUFFIX) and entry.is_file()
    ]


def texts_below(folder: Path) -> Iterator[str]:
    """The text files in `folder` and in its sub-folders, with ``/`` between the names."""
    yield from texts_in(folder)
    for name in folders_in(folder):
        if not (folder / name).is_symlink():  # Which may lead back here.
            yield from (f"{name}/{below}" for below in texts_below(folder / name))
