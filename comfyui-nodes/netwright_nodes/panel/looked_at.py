"""A look at the names in a folder, which ends after some thousands of them."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from netwright.interfaces.imaging import IMAGE_SUFFIXES

_MOST_FILES = 5000
_DEEPEST = 4


@dataclass
class Look:
    """What was seen.

    Attributes:
        files: How many files.
        pictures: How many of them are pictures by their names.
        classes: How many folders right in it have pictures.
        more: Whether the look ended before all had been seen.
    """

    files: int = 0
    pictures: int = 0
    classes: int = 0
    more: bool = False


def look_at(folder: Path) -> Look:
    """What a folder and those in it hold. Links are not followed, and no file is opened."""
    look = Look()
    below = _take(look, folder)
    for inner in below:
        before = look.pictures
        waiting = [(inner, 1)]
        while waiting and not look.more:
            place, depth = waiting.pop()
            deeper = _take(look, place)
            if depth < _DEEPEST:
                waiting += [(found, depth + 1) for found in deeper]
        look.classes += look.pictures > before
    return look


def _take(look: Look, folder: Path) -> list[Path]:
    """Count a folder's files; the folders in it."""
    below = []
    try:
        with os.scandir(folder) as found:
            for entry in found:
                if entry.is_dir(follow_symlinks=False):
                    below.append(Path(entry.path))
                elif look.files >= _MOST_FILES:
                    look.more = True
                    return []
                else:
                    look.files += 1
                    look.pictures += os.path.splitext(entry.name)[1].lower() in IMAGE_SUFFIXES
    except OSError:
        return []  # It may not be read, or was taken away at this moment.
    return below
