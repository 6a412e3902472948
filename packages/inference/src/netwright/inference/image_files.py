"""The image files that a path, a folder or a pattern stands for."""

from __future__ import annotations

import glob
import os
from collections.abc import Iterator
from pathlib import Path

from netwright.interfaces.errors import DataError
from netwright.interfaces.imaging import IMAGE_SUFFIXES

_WILDCARDS = frozenset("*?[")


def find_images(folder: str | os.PathLike[str]) -> Iterator[Path]:
    """The images in `folder` and the folders below it, sorted by path.

    Images are told by their endings; what starts with a dot is left out. Links to folders are
    followed, each real folder once, so that a circle of links ends.

    Raises:
        DataError: A folder is not there or cannot be read.
    """
    return _walk(os.fspath(folder), set())


def _walk(folder: str, seen: set[str]) -> Iterator[Path]:
    real = os.path.realpath(folder)
    if real in seen:
        return
    seen.add(real)
    for entry in _visible(folder):
        if entry.is_dir():
            yield from _walk(entry.path, seen)
        elif _is_image(entry):
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


def _is_image(entry: os.DirEntry[str]) -> bool:
    # A link to nowhere counts, so that it is told of; a pipe does not, as reading it may wait for
    # ever.
    named_so = os.path.splitext(entry.name)[1].lower() in IMAGE_SUFFIXES
    return named_so and (entry.is_file() or entry.is_symlink())


def expand(argument: str) -> list[str]:
    """The paths that one argument of a command stands for.

    A folder stands for the images in it, a pattern that no shell expanded for what it matches,
    and anything else for itself, there or not.

    Raises:
        DataError: The folder holds no image, or nothing matches the pattern.
    """
    if os.path.isdir(argument):
        return _images_in(argument)
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
    return files or [path for folder in matches for path in _images_in(folder)]


def _images_in(folder: str) -> list[str]:
    found = [str(path) for path in find_images(folder)]
    if not found:
        endings = ", ".join(sorted(IMAGE_SUFFIXES))
        raise DataError(
            "the folder holds no image.",
            folder=folder,
            fix=f"give a folder with files that end in {endings}.",
        )
    return found
