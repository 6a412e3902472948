"""`netwright runs list`: all runs, what became of them, and how good they are."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from netwright.training.commands.finding import Runs
from netwright.training.listing import as_dict, as_table, runs_in

if TYPE_CHECKING:
    from rich.table import Table


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
    found, strange = runs_in(runs)
    if as_json:
        for past in found:
            typer.echo(json.dumps(as_dict(past), ensure_ascii=False))
        for name, error in strange.items():
            typer.echo(json.dumps({"run": name, "error": error}, ensure_ascii=False))
        return
    if found:
        _print(as_table(found))
    else:
        typer.echo(f"there are no runs in {runs}. Make one: netwright train --data FOLDER")
    for name, error in strange.items():
        typer.echo(f"{name}: {error}", err=True)


def _print(table: Table) -> None:
    from rich.console import Console

    # Piped, a line is as long as it is; on a terminal, columns are cut to fit.
    console = Console(file=sys.stdout, highlight=False)
    Console(file=sys.stdout, highlight=False, width=None if console.is_terminal else 1000).print(
        table
    )
