"""What a person sees while a run goes on: a bar on a terminal, plain lines elsewhere."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from types import TracebackType

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn
from rich.progress import TimeRemainingColumn as Remaining

from netwright.interfaces.documents import Ended, EpochEnded, Event, Started, Stepped, Warned
from netwright.training.headlines import headlines, written

_SECONDS_BETWEEN_LINES = 1.0


class ProgressView:
    """A listener for runs and a callback for preparing data. Use it as a context manager.

    It writes to stderr, so that results on stdout can be piped.

    Args:
        shown: Whether anything is: of several processes, only one speaks.
    """

    def __init__(self, shown: bool = True) -> None:
        self._console = Console(file=sys.stderr, highlight=False, quiet=not shown)
        self._live = self._console.is_terminal and shown
        self._bars = Progress(
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            Remaining(),
            TextColumn("{task.fields[note]}"),
            console=self._console,
            disable=not self._live,
            transient=True,
        )
        self._tasks: dict[str, TaskID] = {}
        self._last_line = time.monotonic()

    def __enter__(self) -> ProgressView:
        self._bars.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._bars.stop()

    def on_data(self, what: str, done: int, total: int) -> None:
        """Called by `netwright.data` as it reads samples."""
        self._advance(what, done, total)
        if not self._live and time.monotonic() - self._last_line >= _SECONDS_BETWEEN_LINES:
            self.say(f"{what}: {done} of {total}")

    def say(self, line: str) -> None:
        """Print a line above the bars."""
        self._last_line = time.monotonic()
        self._console.print(line, markup=False, soft_wrap=True)

    @contextmanager
    def busy(self, what: str) -> Iterator[None]:
        """Show that something goes on whose end cannot be foretold."""
        task = self._bars.add_task(what, total=None, note="")
        try:
            yield
        finally:
            self._bars.remove_task(task)

    def __call__(self, event: Event) -> None:
        """Show an event of a run."""
        if isinstance(event, Started):
            self._start(event)
        elif isinstance(event, Stepped):
            done = (event.epoch - 1) * self._steps + event.step
            note = f"loss {event.loss:.4f}  {event.samples_per_second:,.0f} samples/s"
            self._advance("training", done, self._total, note)
        elif isinstance(event, EpochEnded):
            self._advance("training", event.epoch * self._steps, self._total)
            self.say(_epoch_line(event, self._epochs))
        elif isinstance(event, Warned):
            self.say(f"warning: {event.message}\n  fix: {event.fix}")
        elif isinstance(event, Ended):
            self._end(event)

    def _start(self, event: Started) -> None:
        self._epochs, self._steps = event.epochs, event.steps_per_epoch
        self._total = event.epochs * event.steps_per_epoch
        self.say(
            f"training {event.run} on {event.device}: {event.train_samples:,} samples, "
            f"{event.val_samples:,} held out, {event.parameters:,} parameters"
        )

    def _end(self, event: Ended) -> None:
        self._hide("training")
        if event.reason == "stopped":
            self.say(f"stopped after {event.epochs} whole epoch(s); the work so far is kept")
        if event.best_epoch:
            self._bars.add_task("exporting to ONNX and checking it", total=None, note="")

    def _advance(self, what: str, done: int, total: int, note: str = "") -> None:
        if what not in self._tasks:
            self._tasks[what] = self._bars.add_task(what, total=total, note=note)
        self._bars.update(self._tasks[what], completed=done, total=total, note=note)
        if done >= total:
            self._hide(what)

    def _hide(self, what: str) -> None:
        if what in self._tasks:
            self._bars.remove_task(self._tasks.pop(what))


def _epoch_line(event: EpochEnded, epochs: int) -> str:
    metrics = event.metrics
    told = (f"val_{name} {written(name, value)}  " for name, value in headlines(metrics).items())
    return (
        f"epoch {event.epoch:>{len(str(epochs))}}/{epochs}  "
        f"train_loss {metrics['train_loss']:.4f}  val_loss {metrics['val_loss']:.4f}  "
        f"{''.join(told)}{event.seconds:.1f} s"
    )
