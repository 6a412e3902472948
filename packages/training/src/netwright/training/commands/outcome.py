"""What a command says of a run at its end."""

from __future__ import annotations

import json
from typing import Any

import typer


def tell(run: Any, as_json: bool) -> None:
    """Say where model and report are: one JSON object on stdout, or lines."""
    if not run.model.exists():
        typer.echo(f"run     {run.folder}\nno epoch was finished, so there is no model", err=True)
    elif as_json:
        metrics = _metrics(run)
        result = {"run": str(run.folder), "model": str(run.model), "report": str(run.report)}
        typer.echo(json.dumps({**result, "metrics": metrics}))
    else:
        from netwright.training.headlines import example_input, sentence

        typer.echo(f"model   {run.model}  ({sentence(_metrics(run))})")
        typer.echo(f"report  {run.report}")
        typer.echo(f"use it  netwright predict {run.model} {example_input(run.dataset)}")


def _metrics(run: Any) -> dict[str, float]:
    from netwright.interfaces.documents import Ended

    return next(e.best_metrics for e in run.events() if isinstance(e, Ended))
