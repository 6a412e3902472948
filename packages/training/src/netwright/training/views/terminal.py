"""What a person sees while a run goes on: a live view on a terminal, plain lines elsewhere."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from types import TracebackType

from rich.console import Console, Group
from rich.live import Live
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn
from rich.progress import TimeRemainingColumn as Remaining

from netwright.interfaces.documents import Ended, EpochEnded, Event, Started, Warned
from netwright.interfaces.metrics.words import written
from netwright.training.headlines import headlines
from netwright.training.views.course import Course
from netwright.training.views.dashboard import Dashboard

_SECONDS_BETWEEN_LINES = 1.0
_PICTURES_A_SECOND = 4
"""Drawing takes a few milliseconds, which training does not have."""


class ProgressView:
    """A listener for runs and a callback for preparing data. Use it as a context manager.

    It writes to stderr, so that results on stdout can be piped.

    Args:
        shown: Whether anything is: of several processes, only one speaks.
    """

    def __init__(self, shown: bool = True) -> None:
        self._console = Console(file=sys.stderr, highlight=False, quiet=not shown)
        self._is_live = self._console.is_terminal and shown
        self._bars = Progress(
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            Remaining(),
            console=self._console,
            disable=not self._is_live,
        )
        self._live = Live(
            self._bars,
            console=self._console,
            transient=True,
            refresh_per_second=_PICTURES_A_SECOND,
        )
        self._tasks: dict[str, TaskID] = {}
        self._course: Course | None = None
        self._last_line = time.monotonic()

    def __enter__(self) -> ProgressView:
        if self._is_live:
            self._live.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._is_live:
            self._live.stop()

    def on_data(self, what: str, done: int, total: int) -> None:
        """Called by `netwright.data` as it reads samples."""
        if what not in self._tasks:
            self._tasks[what] = self._bars.add_task(what, total=total)
        self._bars.update(self._tasks[what], completed=done, total=total)
        if done >= total:
            self._bars.remove_task(self._tasks.pop(what))
        if not self._is_live and time.monotonic() - self._last_line >= _SECONDS_BETWEEN_LINES:
            self.say(f"{what}: {done} of {total}")

    def say(self, line: str) -> None:
        """Print a line above what is live."""
        self._last_line = time.monotonic()
        self._console.print(line, markup=False, soft_wrap=True)

    @contextmanager
    def busy(self, what: str) -> Iterator[None]:
        """Show that something goes on whose end cannot be foretold."""
        task = self._bars.add_task(what, total=None)
        try:
            yield
        finally:
            self._bars.remove_task(task)

    def __call__(self, event: Event) -> None:
        """Show an event of a run."""
        if isinstance(event, Started):
            self._start(event)
        elif isinstance(event, Warned):
            self._console.print(f"warning: {event.message}", style="yellow", markup=False)
            self._console.print(f"  fix: {event.fix}", markup=False, soft_wrap=True)
        elif isinstance(event, Ended):
            self._end(event)
        elif self._course is not None:
            self._course.note(event)
            if isinstance(event, EpochEnded):
                line = _short_epoch_line if self._is_live else _epoch_line
                self.say(line(event, self._course.start.epochs))

    def _start(self, event: Started) -> None:
        self.say(
            f"training {event.run} on {event.device}: {event.train_samples:,} samples, "
            f"{event.val_samples:,} held out, {event.parameters:,} parameters"
        )
        self._course = Course(event)
        self._live.update(Group(Dashboard(self._course), self._bars))

    def _end(self, event: Ended) -> None:
        self._live.update(self._bars)
        if event.reason != "completed":
            self.say(f"stopped after {event.epochs} whole epoch(s); the work so far is kept")
        if event.best_epoch:
            self._bars.add_task("exporting to ONNX and checking it", total=None)


def _short_epoch_line(event: EpochEnded, epochs: int) -> str:
    """In 80 columns."""
    metrics = event.metrics
    told = (f"{name} {written(name, value)}  " for name, value in headlines(metrics).items())
    return (
        f"epoch {event.epoch:>{len(str(epochs))}}/{epochs}  "
        f"loss {metrics['train_loss']:.4g}  val: loss {metrics['val_loss']:.4g}  "
        f"{''.join(told)}{event.seconds:.1f} s"
    )


def _epoch_line(event: EpochEnded, epochs: int) -> str:
    metrics = event.metrics
    told = (f"val_{name} {written(name, value)}  " for name, value in headlines(metrics).items())
    return (
        f"epoch {event.epoch:>{len(str(epochs))}}/{epochs}  "
        f"train_loss {metrics['train_loss']:.4f}  val_loss {metrics['val_loss']:.4f}  "
        f"{''.join(told)}{event.seconds:.1f} s"
    )
