"""Going on with the run of processes that were started anew after one of them ended early.

`torchrun --max-restarts` starts all of them again with the command that they were started with;
a mark in the run folder tells which run it had begun.
"""

from __future__ import annotations

from pathlib import Path

from netwright.interfaces.files import write_atomic
from netwright.training.place import Place
from netwright.training.run import Run

_MARK = "launch.txt"


def mark(run: Run, place: Place) -> None:
    """Leave in the run folder whose run it is, where they might be started anew."""
    if place.launch:
        write_atomic(run.folder / _MARK, place.launch)


def begun_before(runs: Path, place: Place) -> Run | None:
    """The newest run that these processes began before they were started anew; None at first."""
    if not (place.launch and place.restarts):
        return None
    marks = [path for path in runs.glob(f"*/{_MARK}") if path.read_text("utf-8") == place.launch]
    if not marks:
        return None
    return Run.open(max(marks, key=lambda path: path.stat().st_mtime_ns).parent)
