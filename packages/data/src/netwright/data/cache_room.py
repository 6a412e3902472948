"""What the cache holds, how much it may hold, and what goes first when it is full."""

from __future__ import annotations

import json
import os
import re
import secrets
import shutil
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from netwright.data.file_holds import is_held, remove_unless_held
from netwright.interfaces.errors import UsageError

HELD = "images.npy"
"""The file in an entry's folder that its users hold."""
ABOUT = "entry.json"

LIMIT_VARIABLE = "NETWRIGHT_CACHE_LIMIT"
_SHARE_OF_DISK = 0.5
_UNITS = {"": 1, "K": 10**3, "M": 10**6, "G": 10**9, "T": 10**12}
_SIZE = re.compile(r"\s*(\d+(?:\.\d+)?)\s*([KMGT]?)(i?)B?\s*", re.IGNORECASE)

_PARTIAL = ".partial-"
# By then whoever made the folder has made and held the file in it.
_PARTIAL_IS_HELD_AFTER = 60.0  # seconds
# Without such a file nothing tells whether its maker lives.
_PARTIAL_IS_OLD_AFTER = 24 * 3600.0  # seconds


@dataclass(frozen=True)
class Stored:
    """One entry as it lies on the disk.

    Attributes:
        folder: Its folder.
        size: Bytes of all its files.
        used: When it was last used, in seconds since 1970.
        about: What its ``entry.json`` says; empty where that cannot be read.
    """

    folder: Path
    size: int
    used: float
    about: dict[str, Any]

    @property
    def in_use(self) -> bool:
        """Whether a process has its images open now."""
        return is_held(self.folder / HELD)

    def remove(self) -> bool:
        """Remove it unless it is in use; whether it is removed."""
        return remove_unless_held(self.folder, HELD, partial_folder(self.folder))


def partial_folder(place: Path) -> Path:
    """Where the entry that will be `place` is filled, or the one that was is taken apart."""
    return place.with_name(f".{place.name}{_PARTIAL}{secrets.token_hex(4)}")


def stored_in(folder: Path) -> list[Stored]:
    """The entries in a cache folder, the least recently used ones first."""
    found = [
        Stored(path, _size_of(path), _last_use(path), _about(path))
        for path in _folders_in(folder)
        if not path.name.startswith(".")
    ]
    return sorted(found, key=lambda entry: (entry.used, entry.folder.name))


def mark_used(entry: Path) -> None:
    """From now on this entry is the most recently used one."""
    with suppress(OSError):  # Someone else's cache, which we may read: its order is theirs.
        os.utime(entry / ABOUT)


def cache_limit(folder: Path) -> int:
    """The bytes that all entries in `folder` may take together.

    ``$NETWRIGHT_CACHE_LIMIT``, or else half of what they and the disk's free space are together.

    Raises:
        UsageError: The variable holds no size.
    """
    if given := os.environ.get(LIMIT_VARIABLE):
        return _bytes_of(given)
    return int(_SHARE_OF_DISK * (_used(folder) + _free(folder)))


def make_room(folder: Path, needed: int) -> bool:
    """Whether `needed` more bytes fit, once unused entries have made way, the oldest first.

    Nothing is removed where that would not be enough.
    """
    _sweep(folder)
    candidates = [entry for entry in stored_in(folder) if not entry.in_use]
    missing = max(_used(folder) + needed - cache_limit(folder), needed - _free(folder))
    if missing > sum(entry.size for entry in candidates):
        return False
    for entry in candidates:
        if missing <= 0:
            break
        if entry.remove():
            missing -= entry.size
    return missing <= 0


def _bytes_of(given: str) -> int:
    match = _SIZE.fullmatch(given)
    if match is None:
        raise UsageError(
            f"{LIMIT_VARIABLE} expects a size, such as 20GB, but {given!r} came.",
            fix=f"set {LIMIT_VARIABLE}=20GB, or unset it for half of the disk's free space.",
        )
    number, unit, is_binary = match.groups()
    size = float(number) * _UNITS[unit.upper()]
    powers = list(_UNITS).index(unit.upper())
    return int(size * (1.024**powers if is_binary else 1))


def _sweep(folder: Path) -> None:
    """Remove what killed processes left half made."""
    for partial in _folders_in(folder):
        if not (partial.name.startswith(".") and _PARTIAL in partial.name):
            continue
        has_file = (partial / HELD).exists()
        age = time.time() - _changed(partial)
        if age > (_PARTIAL_IS_HELD_AFTER if has_file else _PARTIAL_IS_OLD_AFTER):
            aside = partial.with_name(f"{partial.name}-{secrets.token_hex(2)}")
            remove_unless_held(partial, HELD, aside)


def _folders_in(folder: Path) -> list[Path]:
    try:
        return [path for path in folder.iterdir() if path.is_dir()]
    except FileNotFoundError:
        return []


def _used(folder: Path) -> int:
    """Bytes of all entries, of those too that are being made."""
    return sum(_size_of(path) for path in _folders_in(folder))


def _free(folder: Path) -> int:
    existing = next(path for path in (folder, *folder.parents) if path.exists())
    return shutil.disk_usage(existing).free


def _size_of(entry: Path) -> int:
    return sum(status.st_size for status in _statuses(entry)[1:])


def _changed(entry: Path) -> float:
    return max((status.st_mtime for status in _statuses(entry)), default=0.0)


def _statuses(entry: Path) -> list[os.stat_result]:
    """Of the folder and of the files in it, those that are still there."""
    found: list[os.stat_result] = []
    with suppress(OSError):  # Its owner is just removing or renaming it.
        found.extend(path.stat() for path in (entry, *entry.iterdir()))
    return found


def _last_use(entry: Path) -> float:
    try:
        return (entry / ABOUT).stat().st_mtime
    except OSError:
        return 0.0  # Broken, and so the first to go.


def _about(entry: Path) -> dict[str, Any]:
    try:
        about = json.loads((entry / ABOUT).read_bytes())
    except (OSError, ValueError):
        return {}
    return about if isinstance(about, dict) else {}
