"""How a run ended, from the end of its events: a long run has many."""

from __future__ import annotations

import json
from pathlib import Path

from netwright.interfaces.documents import Ended, read_event
from netwright.interfaces.errors import NetwrightError

_MOST_BYTES = 1 << 16
_END, _START = b'"kind":"end"', b'"kind":"start"'


def ending(path: Path) -> Ended | None:
    """The end that a file of events tells; None where it was killed, or cannot be read."""
    for line in reversed(_last_lines(path)):
        if _START in line:
            return None
        if _END in line:
            return _read(line, path)
    return None


def _last_lines(path: Path) -> list[bytes]:
    try:
        with path.open("rb") as file:
            file.seek(0, 2)
            file.seek(max(0, file.tell() - _MOST_BYTES))
            return file.read().splitlines(keepends=True)
    except OSError:
        return []


def _read(line: bytes, path: Path) -> Ended | None:
    try:
        event = read_event(json.loads(line), source=str(path))
    except (NetwrightError, ValueError):
        return None
    return event if isinstance(event, Ended) else None
