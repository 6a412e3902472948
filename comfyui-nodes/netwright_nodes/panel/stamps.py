"""Answers that are kept until the files that they are of change."""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Generic, TypeVar

Stamp = tuple[tuple[int, int], ...]
Kept = TypeVar("Kept")


def stamp_of(paths: Iterable[Path]) -> Stamp:
    """When each file was written, and its size; zeros where there is none. No file is opened."""
    return tuple(_written(path) for path in paths)


def short_stamp(content: str) -> str:
    """What differs where texts do."""
    return hashlib.blake2b(content.encode(), digest_size=12).hexdigest()


class KeptByStamp(Generic[Kept]):
    """For each name what was made of its files last, made anew when they have changed.

    Args:
        most: How many names are kept; the ones asked for longest ago are forgotten.
    """

    def __init__(self, most: int) -> None:
        self._most, self._lock = most, threading.Lock()
        self._kept: dict[str, tuple[object, Kept]] = {}

    def get(self, name: str, stamp: object, make: Callable[[], Kept]) -> Kept:
        """What `make` gave for the name when its files had this stamp."""
        with self._lock:
            known = self._kept.pop(name, None)
            if known is not None and known[0] == stamp:
                self._kept[name] = known
                return known[1]
        made = make()
        with self._lock:
            self._kept[name] = (stamp, made)
            while len(self._kept) > self._most:
                del self._kept[next(iter(self._kept))]
        return made


def _written(path: Path) -> tuple[int, int]:
    try:
        status = path.stat()
    except OSError:
        return 0, 0
    return status.st_mtime_ns, status.st_size
