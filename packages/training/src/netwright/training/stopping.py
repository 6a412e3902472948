"""Ctrl-C and SIGTERM as a normal end of a run."""

from __future__ import annotations

import os
import signal
import sys
import threading
from types import FrameType

STOPS_AT_END_OF_INPUT = "NETWRIGHT_STOPS_AT_END_OF_INPUT"
"""Set for the processes of `--nproc`: closing their standard input asks them to stop."""


class StopOnSignal:
    """Turns Ctrl-C and SIGTERM into a request to stop; a second one ends the program at once.

    For programs: `fit` itself leaves signals alone.
    """

    def __enter__(self) -> threading.Event:
        self._asked = threading.Event()
        self._before = {
            s: signal.signal(s, self._on_signal) for s in (signal.SIGINT, signal.SIGTERM)
        }
        if STOPS_AT_END_OF_INPUT in os.environ:
            threading.Thread(target=self._await_end_of_input, daemon=True).start()
        return self._asked

    def __exit__(self, *error: object) -> None:
        for number, handler in self._before.items():
            signal.signal(number, handler)

    def _on_signal(self, number: int, frame: FrameType | None) -> None:
        if self._asked.is_set():
            raise KeyboardInterrupt
        self._asked.set()

    def _await_end_of_input(self) -> None:
        # Not sys.stdin.read, whose lock a thread must not hold when the program ends.
        while os.read(sys.__stdin__.fileno(), 1):  # type: ignore[union-attr]
            pass
        self._asked.set()
