"""All runs of a folder, what became of them, and how good they are."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from netwright.interfaces.errors import NetwrightError
from netwright.training.commands.written import best_in_words, duration, moment
from netwright.training.past import Past
from netwright.training.run import Run

if TYPE_CHECKING:
    from rich.table import Table


def runs_in(runs: Path) -> tuple[list[Past], dict[str, str]]:
    """The runs, the oldest first, and of every other folder why it is none."""
    found, strange = [], {}
    folders = sorted(runs.iterdir()) if runs.is_dir() else []
    for folder in folders:
        if not folder.is_dir() or folder.name.startswith("."):
            continue
        try:
            past = Past(Run.open(folder))
            as_dict(past)
            found.append(past)
        except NetwrightError as error:
            strange[str(folder)] = error.message
    return sorted(found, key=lambda past: (_began(past), past.run.name)), strange


def _began(past: Past) -> float:
    return past.start.time if past.start else past.run.folder.stat().st_mtime


def as_dict(past: Past) -> dict[str, Any]:
    """A run as JSON takes it."""
    (metric, _), *_ = past.deciding
    best = past.best
    return {
        "run": str(past.run.folder),
        "state": past.state,
        "data": past.dataset.name,
        "task": past.dataset.task,
        "network": past.run.network.name,
        "epochs": len(past.epochs),
        "of_epochs": past.recipe.epochs,
        "metric": metric,
        "best": None if best is None else best.metrics[f"val_{metric}"],
        "best_epoch": None if best is None else best.number,
        "warnings": len(past.warnings),
        "started": _began(past),
        "seconds": round(past.seconds, 3),
    }


def as_table(found: Sequence[Past]) -> Table:
    """A run a row, for `rich` to print."""
    from rich.table import Table

    table = Table(box=None, pad_edge=False, header_style="bold")
    for head in ("run", "state", "data", "task", "epochs", "best", "started", "took"):
        table.add_column(head, no_wrap=True, justify="right" if head == "took" else "left")
    for past in found:
        table.add_row(
            past.run.name,
            past.state,
            past.dataset.name,
            past.dataset.task.replace("_", " "),
            f"{len(past.epochs)}/{past.recipe.epochs}",
            best_in_words(past),
            moment(_began(past)),
            duration(past.seconds),
        )
    return table
