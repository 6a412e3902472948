"""Go on with a run that was stopped or killed."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from netwright.training.commands.outcome import tell
from netwright.training.commands.several import Processes, as_one_of_several, start_others
from netwright.training.place import own_place
from netwright.training.stopping import StopOnSignal

if TYPE_CHECKING:
    from netwright.training.loop import Listener
    from netwright.training.run import Run

app = typer.Typer(add_completion=False)


@app.command()
def resume(
    run: Annotated[Path, typer.Argument(help="A run folder, such as runs/digits-01.")],
    device: Annotated[str, typer.Option(help="auto, cpu, cuda or mps.")] = "auto",
    nproc: Processes = 1,
    as_json: Annotated[
        bool, typer.Option("--json", help="Print the result as one JSON object.")
    ] = False,
) -> None:
    """Go on with a run that was stopped or killed, from its last checkpoint.

    Examples:

        netwright resume runs/pets-01

    On the same machine it ends with the same weights, bit for bit, as if it had never been stopped.
    A run may be gone on with in another number of processes.
    A run that is finished is left as it is.
    """
    from netwright.training.run import Run

    # A mistaken folder is refused before PyTorch is loaded, which takes long.
    found = Run.open(run)
    start_others(nproc)
    go_on(found, device, as_json)


def go_on(run: Run, device: str, as_json: bool) -> None:
    """Go on with the run, showing how, and say what came of it."""
    from netwright.training.views import ProgressView

    leads = own_place().rank == 0
    others = _event_files(run) if leads else []
    with ProgressView(shown=leads) as view, StopOnSignal() as stop, as_one_of_several():
        with view.busy("loading PyTorch"):
            from netwright.training.resuming import resume as go_on_with

        resumed = go_on_with(run, device=device, listeners=[view, *others], should_stop=stop.is_set)
    if leads:
        tell(resumed, as_json)
    if stop.is_set():
        raise typer.Exit(130)


def _event_files(run: Run) -> list[Listener]:
    """What goes on with the event files for TensorBoard, where the run has such."""
    from netwright.training.views import TensorBoard
    from netwright.training.views.tensorboard import FOLDER

    folder = run.folder / FOLDER
    return [TensorBoard(run.folder.parent, f"remove {folder}")] if folder.is_dir() else []
