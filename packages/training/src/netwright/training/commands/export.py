"""Write a run's model once more: for pictures of any size, or to another place."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from netwright.training.commands.finding import RunName, Runs, find_run

if TYPE_CHECKING:
    from netwright.interfaces.documents import Model

app = typer.Typer(add_completion=False)


@app.command()
def export(
    run: RunName,
    out: Annotated[
        Path | None,
        typer.Option(
            help="The file to write; by default model.onnx in the run's folder, or "
            "model-embed-resize.onnx, or model-any-size.onnx."
        ),
    ] = None,
    embed_resize: Annotated[
        bool,
        typer.Option(
            "--embed-resize",
            help="The model takes pictures of any size and fits them to the network's itself.",
        ),
    ] = False,
    any_size: Annotated[
        bool,
        typer.Option("--any-size", help="The network computes at the size that comes."),
    ] = False,
    runs: Runs = Path("runs"),
    as_json: Annotated[
        bool, typer.Option("--json", help="Print the result as one JSON object.")
    ] = False,
) -> None:
    """Write a run's best weights as an ONNX model, held to what PyTorch gives.

    Training has done so already, for pictures of the size that was trained on.

    Examples:

        netwright export digits-01

        netwright export runs/digits-01 --embed-resize

        netwright export runs/filter-01 --any-size --out filter.onnx

    The model is written only if onnxruntime gives what PyTorch gives on samples held out from
    training, which are read again for it.
    """
    from netwright.training.views import ProgressView

    # A mistaken folder is refused before PyTorch is loaded, which takes long.
    found = find_run(run, runs).run
    with ProgressView() as view:
        with view.busy("loading PyTorch"):
            from netwright.training.exporting import export as export_run
        with view.busy("exporting"):
            path, model = export_run(found, out, embed_resize=embed_resize, any_size=any_size)
    if as_json:
        facts = model.model_dump(mode="json", include={"any_size", "ir_version", "opset", "parity"})
        typer.echo(json.dumps({"run": str(found.folder), "model": str(path), **facts}))
        return
    for name, text in _facts(path, model):
        typer.echo(f"{name:<8}{text}")


def _facts(path: Path, model: Model) -> Iterator[tuple[str, str]]:
    yield "model", f"{path}  (opset {model.opset}, IR version {model.ir_version})"
    sizes = model.any_size
    if sizes is not None and sizes.fitted:
        yield "takes", "pictures of any size, which it fits to the network's itself"
    elif sizes is not None:
        steps = f", in steps of {sizes.multiple}" if sizes.multiple > 1 else ""
        yield "takes", f"pictures of any size from {sizes.least} x {sizes.least}{steps}"
    parity = model.parity
    differs = f"differs from PyTorch by at most {parity.max_abs_difference:.1e}"
    on = f"on {parity.samples} held-out samples (allowed {parity.tolerance:.0e})"
    yield "parity", f"{differs} {on}"
