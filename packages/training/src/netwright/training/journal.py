"""Writing what happens to the run folder: every event to events.jsonl, epochs to metrics.csv."""

from __future__ import annotations

import csv
import io
import time
from pathlib import Path
from typing import IO

from netwright.data.file_holds import Hold, hold
from netwright.interfaces.documents import Ended, EpochEnded, Event, Started, Warned
from netwright.interfaces.files import write_atomic
from netwright.training.run import Run

_TRIES = 20


def rewind(run: Run, epoch: int) -> None:
    """Leave out of the run's files what happened after an epoch, since it will happen again."""
    if run.events_file.exists():
        kept = [event.to_line() for event in run.events() if _was_by(event, epoch)]
        write_atomic(run.events_file, "".join(kept))
    if run.metrics_file.exists():
        head, *rows = run.metrics_file.read_text(encoding="utf-8").splitlines(keepends=True)
        done = [row for row in rows if row.endswith("\n") and int(row.partition(",")[0]) <= epoch]
        write_atomic(run.metrics_file, "".join([head, *done]))


def _was_by(event: Event, epoch: int) -> bool:
    if isinstance(event, Ended):
        return False
    if isinstance(event, Started):
        return event.first_epoch <= epoch
    return isinstance(event, Warned) or getattr(event, "epoch", 0) <= epoch


class Journal:
    """A listener that appends and flushes: a kill loses at most the line being written."""

    def __init__(self, run: Run) -> None:
        self._events: IO[str] = run.events_file.open("a", encoding="utf-8", newline="\n")
        self._hold = _held(run.events_file)
        self._metrics = run.metrics_file

    def __call__(self, event: Event) -> None:
        """Write the event."""
        self._events.write(event.to_line())
        self._events.flush()
        if isinstance(event, EpochEnded):
            _append_row(self._metrics, event)

    def close(self) -> None:
        """Close the file: an open one cannot be moved or deleted on Windows."""
        self._hold.close()
        self._events.close()


def _held(path: Path) -> Hold:
    """A hold on the file, by which others see that the run goes on."""
    for _ in range(_TRIES):
        try:
            return hold(path)
        except FileNotFoundError:  # Someone is looking at this very moment.
            time.sleep(0.01)
    return Hold(path)


def _append_row(path: Path, event: EpochEnded) -> None:
    row = {
        "epoch": event.epoch,
        **{name: f"{value:.6g}" for name, value in event.metrics.items()},
        "learning_rate": f"{event.learning_rate:.6g}",
        "seconds": f"{event.seconds:.3f}",
    }
    text = io.StringIO()
    writer = csv.DictWriter(text, fieldnames=list(row), lineterminator="\n")
    if not path.exists():
        writer.writeheader()
    writer.writerow(row)
    with path.open("a", encoding="utf-8", newline="\n") as file:
        file.write(text.getvalue())
