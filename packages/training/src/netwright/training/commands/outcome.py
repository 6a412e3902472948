"""What a command says of a run at its end."""

from __future__ import annotations

import json
from typing import Any

import typer


def tell(run: Any, as_json: bool, aside: bool = False) -> None:
    """Say where model and report are: one JSON object on stdout, or lines.

    Args:
        run: The run.
        as_json: Whether it is told to a program.
        aside: Whether lines go to stderr, since something else has stdout.
    """
    if not run.model.exists():
        typer.echo(f"run     {run.folder}\nno epoch was finished, so there is no model", err=True)
    elif as_json:
        metrics = _metrics(run)
        result = {"run": str(run.folder), "model": str(run.model), "report": str(run.report)}
        typer.echo(json.dumps({**result, "metrics": metrics}))
    else:
        from netwright.training.headlines import example_input, sentence

        typer.echo(f"model   {run.model}  ({sentence(_metrics(run))})", err=aside)
        typer.echo(f"report  {run.report}", err=aside)
        example = example_input(run.dataset)
        typer.echo(f"use it  netwright predict {run.model} {example}", err=aside)


def has_diverged(run: Any) -> bool:
    """Whether the loss was no longer finite: the work is kept, but it is bad news."""
    return bool(_end(run).reason == "diverged")


def _metrics(run: Any) -> dict[str, float]:
    return dict(_end(run).best_metrics)


def _end(run: Any) -> Any:
    from netwright.training.past import Past

    return Past(run).end
