"""Finding the image files in folders, and telling them from everything else."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from netwright.interfaces.errors import DataError
from netwright.interfaces.imaging import IMAGE_SUFFIXES

# Left behind by macOS's zip, by Synology's disk stations and by Windows; never a sample.
_NO_SAMPLES = frozenset({"__MACOSX", "@eaDir", "Thumbs.db", "desktop.ini"})


def entries(folder: Path) -> list[os.DirEntry[str]]:
    """What lies in a folder, hidden things and a system's left-overs apart, sorted by name.

    Raises:
        DataError: The folder cannot be listed, or a name in it is not valid text.
    """
    try:
        with os.scandir(folder) as found:
            kept = [entry for entry in found if not _is_hidden(entry.name)]
    except OSError as error:
        raise DataError(
            f"cannot list the folder: {error.strerror}.",
            folder=folder,
            fix="check that the folder may be read.",
        ) from None
    for entry in kept:
        _check_name(folder, entry.name)
    return sorted(kept, key=lambda entry: entry.name)


def folders_in(folder: Path) -> list[str]:
    """The names of the folders in `folder`, sorted."""
    return [entry.name for entry in entries(folder) if os.path.isdir(entry)]


def images_in(folder: Path) -> list[str]:
    """The names of the image files that lie in `folder` itself, sorted."""
    return [entry.name for entry in entries(folder) if _is_image(entry)]


def images_below(folder: Path) -> Iterator[str]:
    """The image files in `folder` and below it, as names relative to it with ``/`` between.

    Links to folders are followed; each real folder is read once, so that a loop of links ends.
    """
    seen = {os.path.realpath(folder), os.path.realpath(folder.parent)}
    waiting = [(folder, "")]
    while waiting:
        here, prefix = waiting.pop()
        for entry in entries(here):
            if _is_image(entry):
                yield prefix + entry.name
            elif os.path.isdir(entry) and (real := os.path.realpath(entry.path)) not in seen:
                seen.add(real)
                waiting.append((Path(entry.path), f"{prefix}{entry.name}/"))


def other_files_below(folder: Path) -> str:
    """Words for the files in `folder` that are no images, or nothing where there are none."""
    endings: Counter[str] = Counter()
    for _, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if not _is_hidden(name)]
        shown = [name for name in names if not _is_hidden(name)]
        endings.update(os.path.splitext(name)[1].lower() or "nameless" for name in shown)
    words = [f"{count} {ending}" for ending, count in sorted(endings.items())]
    return f" (files of other kinds: {', '.join(words)})" if words else ""


def _is_hidden(name: str) -> bool:
    return name.startswith(".") or name in _NO_SAMPLES


def _is_image(entry: os.DirEntry[str]) -> bool:
    # A link to nowhere counts, so that it is reported rather than overlooked; a pipe does not,
    # since reading one would wait forever.
    ending = os.path.splitext(entry.name)[1].lower()
    return ending in IMAGE_SUFFIXES and (os.path.isfile(entry) or _leads_nowhere(entry))


def _leads_nowhere(entry: os.DirEntry[str]) -> bool:
    return entry.is_symlink() and not os.path.exists(entry)


def _check_name(folder: Path, name: str) -> None:
    try:
        name.encode("utf-8")
    except UnicodeEncodeError:
        shown = os.fsencode(name).decode("utf-8", "backslashreplace")
        raise DataError(
            f"the name {shown!r} is not valid UTF-8, so that no document can hold it.",
            folder=folder,
            fix="rename it.",
        ) from None
