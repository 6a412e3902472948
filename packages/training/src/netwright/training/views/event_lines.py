"""Every event as a line of JSON, for programs that watch a run."""

from __future__ import annotations

import sys
from typing import TextIO

from netwright.interfaces.documents import Event


class EventLines:
    """A listener that writes what `events.jsonl` gets, too, and flushes each line.

    Args:
        stream: Where to; stdout by default.
    """

    def __init__(self, stream: TextIO | None = None) -> None:
        self._stream = sys.stdout if stream is None else stream

    def __call__(self, event: Event) -> None:
        """Write the event."""
        self._stream.write(event.to_line())
        self._stream.flush()
