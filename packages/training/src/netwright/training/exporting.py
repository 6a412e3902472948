"""Exporting a run once more: for pictures of any size, or to another place."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import torch

from netwright.interfaces.documents import Model
from netwright.interfaces.errors import RunError, UsageError
from netwright.layers import build
from netwright.training.checkpoint import load_weights
from netwright.training.fitness import fitting_network
from netwright.training.run import Run
from netwright.training.run_data import samples_of
from netwright.training.shipping import Sizes, Trained, ship
from netwright.training.shipping.deployed import deployed_on_cpu

if TYPE_CHECKING:
    from netwright.data import Prepared

_NAMES: dict[Sizes, str] = {
    "own": "model.onnx",
    "fitted": "model-embed-resize.onnx",
    "free": "model-any-size.onnx",
}


class Exported(NamedTuple):
    """A model that was written.

    Attributes:
        path: The file.
        model: What it says about itself.
    """

    path: Path
    model: Model


def export(
    run: Run | str | Path,
    path: str | Path | None = None,
    *,
    data: Prepared | None = None,
    embed_resize: bool = False,
    any_size: bool = False,
) -> Exported:
    """Write the weights of a run's best epoch as an ONNX model, behind the parity gate.

    At the end of a training this was done already, for pictures of the size that was trained on.

    Args:
        run: A run, or its folder.
        path: The file to write; None for one in the run folder: ``model.onnx``,
            ``model-embed-resize.onnx`` or ``model-any-size.onnx``.
        data: The samples, of which those held out go through the gate; None to read them again as
            the run's dataset.json says.
        embed_resize: Whether the graph takes pictures of any size, uint8 [N,H,W,C], and fits them
            to the network's size itself, as Pillow does.
        any_size: Whether the network computes at the size that comes.

    Returns:
        The file, and what it says about itself.

    Raises:
        NetwrightError: The folder is no run, has no finished epoch, its data is gone or has
            changed, the network does not take any size, or onnxruntime does not give what torch
            gives; then nothing is written.
    """
    run = Run.open(run.folder if isinstance(run, Run) else run)
    sizes = _sizes(embed_resize, any_size)
    if not run.best_checkpoint.exists():
        raise RunError(
            "no epoch of this run was finished, so it has no weights to export.",
            folder=run.folder,
            fix=f"netwright resume {run.folder}",
        )
    target = run.folder / _NAMES[sizes] if path is None else Path(path)
    if target.is_dir():
        raise UsageError("expected a file, but a folder came.", file=target, fix="name a file.")
    with torch.inference_mode(False):
        model = ship(_trained(run, samples_of(run, data)), target, sizes)
    return Exported(target, model)


def _trained(run: Run, data: Prepared) -> Trained:
    recipe = run.recipe
    checked = fitting_network(run.network, data.document, recipe)
    module = build(checked)
    progress = load_weights(run.best_checkpoint, module)
    deployed = deployed_on_cpu(module, data.document, recipe)
    return Trained(run.name, deployed, checked, data, recipe, progress)


def _sizes(embed_resize: bool, any_size: bool) -> Sizes:
    if embed_resize and any_size:
        raise UsageError(
            "--embed-resize and --any-size exclude each other: the first fits pictures of any "
            "size to the network's, the second lets the network compute at the size that comes.",
            fix="give one of them.",
        )
    return "fitted" if embed_resize else "free" if any_size else "own"
