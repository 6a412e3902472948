"""`netwright runs show`: all about one run."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated, Any

import typer

from netwright.training.commands.finding import RunName, Runs, find_run
from netwright.training.past import Past
from netwright.training.repeating import repeat_command
from netwright.training.telling import facts_of


def show_run(
    run: RunName,
    runs: Runs = Path("runs"),
    epochs: Annotated[int, typer.Option(help="How many of the last epochs.", min=0)] = 10,
    as_json: Annotated[bool, typer.Option("--json", help="All of it as one JSON object.")] = False,
) -> None:
    """Show a run: its data, network and recipe, what it chose, how it went, how to repeat it.

    Examples:

        netwright runs show digits-01

        netwright runs show experiments/digits-01 --epochs 50
    """
    past = find_run(run, runs)
    if as_json:
        typer.echo(json.dumps(_content(past), ensure_ascii=False))
        return
    for name, value in facts_of(past):
        typer.echo(f"{name:<11}{value}")
    for warning in past.warnings:
        typer.echo(f"\nwarning    {warning.message}\n  fix: {warning.fix}")
    if past.epochs and epochs:
        typer.echo("")
        _print_epochs(past, epochs)
    typer.echo(f"\nrepeat it  {repeat_command(past.run)}")


def _print_epochs(past: Past, count: int) -> None:
    shown = past.epochs[-count:]
    names = list(shown[-1].metrics)
    rows = [["epoch", *names]]
    for epoch in shown:
        mark = "*" if past.best is not None and epoch.number == past.best.number else ""
        values = (f"{epoch.metrics.get(name, float('nan')):.4g}" for name in names)
        rows.append([f"{mark}{epoch.number}", *values])
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        cells = (cell.rjust(width) for cell, width in zip(row, widths, strict=True))
        typer.echo("  ".join(cells).rstrip())


def _content(past: Past) -> dict[str, Any]:
    return {
        "run": str(past.run.folder),
        "state": past.state,
        "dataset": past.dataset.model_dump(mode="json"),
        "network": past.run.network.model_dump(mode="json"),
        "recipe": past.recipe.model_dump(mode="json"),
        "start": None if past.start is None else past.start.model_dump(mode="json"),
        "best_epoch": None if past.best is None else past.best.number,
        "epochs": [{"epoch": epoch.number, **epoch.metrics} for epoch in past.epochs],
        "warnings": [{"message": w.message, "fix": w.fix} for w in past.warnings],
        "repeat": repeat_command(past.run),
    }
