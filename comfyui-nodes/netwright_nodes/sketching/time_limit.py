"""How long one look at a canvas may take."""

from __future__ import annotations

import time

from netwright.interfaces.errors import UsageError

_MOST_SECONDS = 8.0


class TimeLimit:
    """Seconds of the processor, in the thread that begins: a busy machine takes none of them."""

    def __init__(self) -> None:
        self._ends = time.thread_time() + _MOST_SECONDS

    def check(self) -> None:
        """Raise UsageError where they are used up."""
        if time.thread_time() > self._ends:
            raise UsageError(
                f"looking at this canvas takes longer than {_MOST_SECONDS:g} s.",
                fix="wait a moment and change something: what is known by now is kept.",
            )
