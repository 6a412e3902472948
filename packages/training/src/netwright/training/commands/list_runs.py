"""`netwright runs list`: all runs, what became of them, and how good they are."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Annotated, Any

import typer

from netwright.interfaces.errors import NetwrightError
from netwright.training.commands.finding import Runs
from netwright.training.commands.written import best_in_words, duration, moment
from netwright.training.past import Past
from netwright.training.run import Run


def list_runs(
    runs: Runs = Path("runs"),
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object a run.")] = False,
) -> None:
    """List the runs with their data, task, best metric and epoch, and what became of them.

    Examples:

        netwright runs list

        netwright runs list --runs experiments --json

    A run is completed, stopped (its work kept), diverged (its loss no longer finite), running, or
    killed; `netwright resume RUN` goes on with a stopped or killed one.
    """
    found, strange = _looked_at(runs)
    if as_json:
        for past in found:
            typer.echo(json.dumps(_content(past), ensure_ascii=False))
        for name, error in strange.items():
            typer.echo(json.dumps({"run": name, "error": error}, ensure_ascii=False))
        return
    if found:
        _print_table(found)
    else:
        typer.echo(f"there are no runs in {runs}. Make one: netwright train --data FOLDER")
    for name, error in strange.items():
        typer.echo(f"{name}: {error}", err=True)


def _looked_at(runs: Path) -> tuple[list[Past], dict[str, str]]:
    """The runs, the oldest first, and of every other folder why it is none."""
    found, strange = [], {}
    folders = sorted(runs.iterdir()) if runs.is_dir() else []
    for folder in folders:
        if not folder.is_dir() or folder.name.startswith("."):
            continue
        try:
            past = Past(Run.open(folder))
            _content(past)
            found.append(past)
        except NetwrightError as error:
            strange[str(folder)] = error.message
    return sorted(found, key=lambda past: (_began(past), past.run.name)), strange


def _began(past: Past) -> float:
    return past.start.time if past.start else past.run.folder.stat().st_mtime


def _content(past: Past) -> dict[str, Any]:
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


def _print_table(found: list[Past]) -> None:
    from rich.console import Console
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
    # Piped, a line is as long as it is; on a terminal, columns are cut to fit.
    console = Console(file=sys.stdout, highlight=False)
    Console(file=sys.stdout, highlight=False, width=None if console.is_terminal else 1000).print(
        table
    )
