"""`netwright runs compare`: what is not the same in several runs, and which is better."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

from netwright.interfaces.errors import UsageError
from netwright.training.commands.finding import Runs, find_run
from netwright.training.comparing import as_table, differences, metrics_of, verdict
from netwright.training.differences import not_comparable


def compare_runs(
    run: Annotated[
        list[Path],
        typer.Argument(
            help="Two runs or more: folders or names.", metavar="RUN...", show_default=False
        ),
    ],
    runs: Runs = Path("runs"),
    as_json: Annotated[bool, typer.Option("--json", help="All of it as one JSON object.")] = False,
) -> None:
    """Compare runs: what differs in recipe, network and data, their metrics, which is better.

    Examples:

        netwright runs compare digits-01 digits-02
    """
    if len(run) < 2:
        raise UsageError("one run cannot be compared.", fix="name two runs or more.")
    pasts = [find_run(name, runs) for name in run]
    against = not_comparable(pasts)
    if as_json:
        content = {
            "runs": [str(past.run.folder) for past in pasts],
            "differences": differences(pasts),
            "metrics": metrics_of(pasts),
            "better": verdict(pasts),
            "warning": against,
        }
        typer.echo(json.dumps(content, ensure_ascii=False))
        return
    typer.echo(as_table(pasts))
    if against is not None:
        typer.echo(
            f"warning: {against}, so the figures do not compare.\n"
            "  fix: train all of them on one data set: --data RUN/dataset.json",
            err=True,
        )
