"""`netwright runs plot`: the curves of several runs in one picture."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from netwright.interfaces.errors import RunError, UsageError
from netwright.training.commands.finding import Runs, find_run
from netwright.training.metric_column import metric_column


def plot_runs(
    run: Annotated[
        list[Path],
        typer.Argument(help="Runs: folders or names.", metavar="RUN...", show_default=False),
    ],
    out: Annotated[Path, typer.Option("--out", help="The PNG or SVG file to write.")] = Path(
        "curves.png"
    ),
    metric: Annotated[
        str, typer.Option(help="What is drawn beside the loss. Left out: what decides.")
    ] = "",
    log: Annotated[
        bool, typer.Option("--log", help="Draw the loss on a logarithmic axis.")
    ] = False,
    runs: Runs = Path("runs"),
) -> None:
    """Draw the loss and a metric of runs by epoch, one colour a run.

    Examples:

        netwright runs plot digits-01 digits-02 --out curves.png --log

        netwright runs plot digits-01 --metric f1
    """
    pasts = [find_run(name, runs) for name in run]
    if out.suffix.lower() not in (".png", ".svg"):
        raise UsageError(
            f"a picture is a PNG or an SVG file, but {out.name!r} ends in neither.",
            fix=f"write --out {out.stem}.png",
        )
    for past in pasts:
        if not past.epochs:
            raise RunError(
                "the run has no finished epoch to draw.",
                folder=past.run.folder,
                fix=f"leave it out, or go on with it: netwright resume {past.run.folder}",
            )
    name = metric_column(metric, pasts)

    from netwright.training.overlay import draw_overlay

    draw_overlay(out, pasts, name, log)
    typer.echo(str(out))
