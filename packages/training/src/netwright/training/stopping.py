"""Ctrl-C and SIGTERM as a normal end of a run."""

from __future__ import annotations

import signal
import threading
from types import FrameType


class StopOnSignal:
    """Turns Ctrl-C and SIGTERM into a request to stop; a second one ends the program at once.

    For programs: `fit` itself leaves signals alone.
    """

    def __enter__(self) -> threading.Event:
        self._asked = threading.Event()
        self._before = {
            s: signal.signal(s, self._on_signal) for s in (signal.SIGINT, signal.SIGTERM)
        }
        return self._asked

    def __exit__(self, *error: object) -> None:
        for number, handler in self._before.items():
            signal.signal(number, handler)

    def _on_signal(self, number: int, frame: FrameType | None) -> None:
        if self._asked.is_set():
            raise KeyboardInterrupt
        self._asked.set()
