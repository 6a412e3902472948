"""Go on with a run that was stopped or killed."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from netwright.training.commands.outcome import tell
from netwright.training.stopping import StopOnSignal

app = typer.Typer(add_completion=False)


@app.command()
def resume(
    run: Annotated[Path, typer.Argument(help="A run folder, such as runs/digits-01.")],
    device: Annotated[str, typer.Option(help="auto, cpu, cuda or mps.")] = "auto",
    as_json: Annotated[
        bool, typer.Option("--json", help="Print the result as one JSON object.")
    ] = False,
) -> None:
    """Go on with a run that was stopped or killed, from its last checkpoint.

    Examples:

        netwright resume runs/pets-01

    On the same machine it ends with the same weights, bit for bit, as if it had never been stopped.
    A run that is finished is left as it is.
    """
    from netwright.training.progress import ProgressView
    from netwright.training.run import Run

    Run.open(run)  # A mistaken folder is refused before PyTorch is loaded, which takes long.
    with ProgressView() as view, StopOnSignal() as stop:
        with view.busy("loading PyTorch"):
            from netwright.training.resuming import resume as go_on

        resumed = go_on(run, device=device, listeners=[view], should_stop=stop.is_set)
    tell(resumed, as_json)
    if stop.is_set():
        raise typer.Exit(130)
