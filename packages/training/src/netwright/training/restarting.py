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
    """The run that these processes began before they were started anew; None at first.

    Only some are told that they are: those of the machine where one ended early. So all decide
    together, and the first one looks.
    """
    if not place.launch:
        return None
    from netwright.training.group import joined  # Brings torch with it.

    with joined() as group:
        if not group.any(place.restarts > 0):
            return None
        folder = group.told(_newest(runs, place.launch) if group.leads else "")
    return Run.open(folder) if folder else None


def _newest(runs: Path, launch: str) -> str:
    """The folder that these processes marked last; empty where there is none."""
    marks = [path for path in runs.glob(f"*/{_MARK}") if path.read_text("utf-8") == launch]
    return str(max(marks, key=lambda path: path.stat().st_mtime_ns).parent) if marks else ""
