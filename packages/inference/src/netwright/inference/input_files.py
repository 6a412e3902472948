"""The files that a path, a folder or a pattern stands for."""

from __future__ import annotations

import glob
import os
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from netwright.interfaces.errors import DataError
from netwright.interfaces.imaging import IMAGE_SUFFIXES

_WILDCARDS = frozenset("*?[")


class FileKind(NamedTuple):
    """What is looked for in a folder: what it is called, and its endings in lower case."""

    noun: str
    suffixes: frozenset[str]


IMAGES = FileKind("image", IMAGE_SUFFIXES)
TABLES = FileKind("table", frozenset({".csv", ".parquet", ".tsv"}))
ARRAYS = FileKind("array file", frozenset({".npy", ".npz"}))
TEXTS = FileKind("text", frozenset({".txt"}))


def find_images(folder: str | os.PathLike[str]) -> Iterator[Path]:
    """The images in `folder` and the folders below it, sorted by path.

    Images are told by their endings; what starts with a dot is left out. Links to folders are
    followed, each real folder once, so that a circle of links ends.

    Raises:
        DataError: A folder is not there or cannot be read.
    """
    return _walk(os.fspath(folder), IMAGES, set())


def _walk(folder: str, kind: FileKind, seen: set[str]) -> Iterator[Path]:
    real = os.path.realpath(folder)
    if real in seen:
        return
    seen.add(real)
    for entry in _visible(folder):
        if entry.is_dir():
            yield from _walk(entry.path, kind, seen)
        elif _is_of(kind, entry):
            yield Path(entry.path)


def _visible(folder: str) -> list[os.DirEntry[str]]:
    try:
        with os.scandir(folder) as entries:
            visible = [entry for entry in entries if not entry.name.startswith(".")]
    except OSError as error:
        raise DataError(
            f"the folder cannot be read: {error.strerror}.",
            folder=folder,
            fix="check the path and that the folder may be read.",
        ) from None
    return sorted(visible, key=lambda entry: entry.name)


def _is_of(kind: FileKind, entry: os.DirEntry[str]) -> bool:
    # A link to nowhere counts, so that it is told of; a pipe does not, as reading it may wait for
    # ever.
    named_so = os.path.splitext(entry.name)[1].lower() in kind.suffixes
    return named_so and (entry.is_file() or entry.is_symlink())


def expand(argument: str, kind: FileKind = IMAGES) -> list[str]:
    """The paths that one argument of a command stands for.

    A folder stands for the files of that kind in it, a pattern that no shell expanded for what it
    matches, and anything else for itself, there or not.

    Raises:
        DataError: The folder holds no such file, or nothing matches the pattern.
    """
    if os.path.isdir(argument):
        return _files_in(argument, kind)
    if os.path.lexists(argument) or not _WILDCARDS & set(argument):
        return [argument]
    matches = sorted(glob.glob(argument, recursive=True))
    if not matches:
        raise DataError(
            "nothing matches this pattern.",
            pattern=argument,
            fix="check the folder and the ending.",
        )
    files = [path for path in matches if not os.path.isdir(path)]
    # A pattern such as photos/** matches folders and what is in them; only one alone is opened.
    return files or [path for folder in matches for path in _files_in(folder, kind)]


def _files_in(folder: str, kind: FileKind) -> list[str]:
    found = [str(path) for path in _walk(folder, kind, set())]
    if not found:
        endings = ", ".join(sorted(kind.suffixes))
        raise DataError(
            f"the folder holds no {kind.noun}.",
            folder=folder,
            fix=f"give a folder with files that end in {endings}.",
        )
    return found
