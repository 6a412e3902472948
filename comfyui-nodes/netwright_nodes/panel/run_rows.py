"""All runs at a glance. Of each only what has changed since the last look is read."""

from __future__ import annotations

import os
from pathlib import Path

from netwright.data.file_holds import is_held
from netwright.interfaces.errors import NetwrightError
from netwright.interfaces.metrics.words import in_words, written
from netwright.training import Run
from netwright.training.past import Past

from ..routes.messages.runs import RunState, RunsTold, RunTold
from ..training.run_names import runs_folder
from .ending import ending
from .stamps import KeptByStamp, short_stamp, stamp_of

MOST_RUNS = 2000

_FILES = ("network.json", "dataset.json", "recipe.json", "metrics.csv", "model.onnx")
_kept: KeptByStamp[RunTold] = KeptByStamp(MOST_RUNS)


def run_rows(known: str = "") -> RunsTold:
    """The runs in ComfyUI's output folder, the newest first.

    Args:
        known: The stamp of what the page has; where it is still so, no runs are told.
    """
    folders = _folders()
    rows = sorted(map(_row, folders[:MOST_RUNS]), key=lambda row: row.began, reverse=True)
    stamp = short_stamp("".join(row.model_dump_json() for row in rows))
    more = max(0, len(folders) - MOST_RUNS)
    return RunsTold(stamp=stamp, runs=None if stamp == known else tuple(rows), more=more)


def _folders() -> list[Path]:
    """The newest first. Links are left out: they may lead anywhere."""
    if not runs_folder().is_dir():
        return []
    with os.scandir(runs_folder()) as found:
        own = [e for e in found if not e.name.startswith(".") and e.is_dir(follow_symlinks=False)]
    own.sort(key=lambda entry: entry.stat().st_mtime, reverse=True)
    places = (Path(entry.path) for entry in own)
    return [place for place in places if (place / "network.json").is_file()]


def _row(folder: Path) -> RunTold:
    events = folder / "events.jsonl"
    running = is_held(events)
    # The events of a run that goes on grow with each batch, and tell the list nothing.
    paths = [folder / name for name in _FILES] + ([] if running else [events])
    report = folder / "report" / "index.html"
    stamp = (running, stamp_of([*paths, report]))
    return _kept.get(str(folder), stamp, lambda: _read(folder, running))


def _read(folder: Path, running: bool) -> RunTold:
    try:
        return _told(Past(Run.open(folder)), running)
    except (NetwrightError, OSError) as error:
        message = error.message if isinstance(error, NetwrightError) else str(error)
        return RunTold(name=folder.name, state="broken", error=message, began=_changed(folder))


def _told(past: Past, running: bool) -> RunTold:
    (metric, _), *_ = past.deciding
    best = past.best
    value = None if best is None else best.metrics[f"val_{metric}"]
    return RunTold(
        name=past.run.name,
        state=_state(past, running),
        task=past.dataset.task,
        data=past.dataset.name,
        network=past.run.network.name,
        epochs=len(past.epochs),
        of_epochs=past.recipe.epochs,
        metric=in_words(metric),
        best=value,
        shown="" if value is None else written(metric, value),
        best_epoch=None if best is None else best.number,
        began=past.start.time if past.start else _changed(past.run.folder),
        seconds=round(past.seconds, 3),
        has_report=past.run.report.is_file(),
        has_model=past.run.model.is_file(),
    )


def _state(past: Past, running: bool) -> RunState:
    if running:
        return "running"
    end = ending(past.run.events_file)
    return "killed" if end is None else end.reason


def _changed(folder: Path) -> float:
    try:
        return (folder / "network.json").stat().st_mtime
    except OSError:
        return 0.0
