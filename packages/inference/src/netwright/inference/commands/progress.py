"""A progress bar on stderr that shows up only when someone waits and looks."""

from __future__ import annotations

import sys
import time
from contextlib import ExitStack
from types import TracebackType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.progress import Progress

_PATIENCE = 1.0
"""Seconds until a bar is worth showing."""


class ReadingBars:
    """Shows how far the reading of data is: a bar for each thing that is done one after the other.

    It is called as `netwright.data` calls: what is being done, how many are done, of how many.
    """

    def __init__(self) -> None:
        self._what = ""
        self._bars = ExitStack()
        self._bar = ProgressBar(None)

    def __enter__(self) -> ReadingBars:
        return self

    def __exit__(self, *how: object) -> None:
        self._bars.close()

    def __call__(self, what: str, done: int, total: int) -> None:
        if what != self._what:
            self._bars.close()
            self._what, self._bar = what, self._bars.enter_context(ProgressBar(total))
        self._bar.reach(done)


class ProgressBar:
    """Counts steps; from the second second on it shows them, if stderr is a terminal.

    `total` is None where nobody knows how many there are. It stays away when stdout is a terminal
    too: there the results that scroll by tell how far the work is, and a bar would be drawn into
    them.
    """

    def __init__(self, total: int | None) -> None:
        self._total = total
        self._done = 0
        self._start = time.monotonic()
        self._bar: Progress | None = None
        self._wanted = sys.stderr.isatty() and not sys.stdout.isatty()

    def __enter__(self) -> ProgressBar:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._bar is not None:
            self._bar.stop()

    def step(self) -> None:
        """One more is done."""
        self._done += 1
        if self._wanted and self._bar is None and time.monotonic() - self._start > _PATIENCE:
            self._bar = self._shown()
        if self._bar is not None:
            self._bar.update(self._bar.task_ids[0], completed=self._done)

    def reach(self, done: int) -> None:
        """So many are done by now."""
        self._done = done - 1
        self.step()

    def _shown(self) -> Progress:
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TimeRemainingColumn

        # stdout is a pipe or a file here: rich must not send the results to the terminal.
        bar = Progress(
            *(BarColumn(), MofNCompleteColumn(), TimeRemainingColumn()),
            console=Console(stderr=True),
            redirect_stdout=False,
        )
        bar.add_task("", total=self._total)
        bar.start()
        return bar
