"""A run's events.jsonl while it grows: read on from where the last reading ended."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import IO, NamedTuple

from netwright.interfaces.errors import RunError, UsageError

_MOST_BYTES = 1 << 20
_TAIL = 512
"""Bytes before a cursor that tell one record from another: events hold the time they happened."""


class Part(NamedTuple):
    """Whole lines of a record.

    Attributes:
        lines: Without their ends.
        cursor: Where to go on.
        anew: Whether the record is not the one that the cursor was of, so that this is its start.
        more: Whether further lines are there already.
    """

    lines: tuple[bytes, ...]
    cursor: str
    anew: bool
    more: bool


def read_on(path: Path, cursor: str, most: int = _MOST_BYTES) -> Part:
    """The lines after `cursor`, of at most so many bytes; a line without its end is left for later.

    Args:
        path: The record; one that is not there yet has no lines.
        cursor: Empty for the beginning, else as of the part before.
        most: Of bytes; more than the longest line has.

    Raises:
        UsageError: The cursor is none.
        RunError: A line is longer than any event.
    """
    offset, mark = _parsed(cursor)
    if not path.exists():
        return Part((), "", bool(offset), False)
    with path.open("rb") as file:
        anew = _mark_before(file, offset) != mark
        offset = 0 if anew else offset
        file.seek(offset)
        content = file.read(most)
        length = content.rfind(b"\n") + 1
        if not length and len(content) == most:
            raise RunError(
                "the run's record is damaged: a line has no end.",
                file=path,
                fix="mend that line, or train again.",
            )
        file.seek(offset + length)
        more = b"\n" in file.read(most)
        offset += length
        return Part(
            tuple(content[:length].splitlines()),
            f"{offset}-{_mark_before(file, offset)}" if offset else "",
            anew,
            more,
        )


def _mark_before(file: IO[bytes], offset: int) -> str:
    """A few digits that stand for what comes right before an offset; none at the beginning."""
    start = max(0, offset - _TAIL)
    file.seek(start)
    found = file.read(offset - start)
    if len(found) < offset - start:
        return "shorter"
    return hashlib.blake2b(found, digest_size=8).hexdigest() if offset else ""


def _parsed(cursor: str) -> tuple[int, str]:
    offset, _, mark = cursor.partition("-")
    if not cursor:
        return 0, ""
    if not offset.isdecimal() or not mark.isalnum():
        raise UsageError(f"{cursor!r} is no cursor.", fix="reload ComfyUI's page.")
    return int(offset), mark
