"""A run inside a node: what is around training, the same for a new run and for one gone on with."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import torch

from netwright.training import Run
from netwright.training.commands.written import best_in_words
from netwright.training.past import Past

from ..comfyui import free_the_gpu, interrupt, io
from ..wiring.pictures import as_image
from ..wiring.showing import shown, wrapped
from .watching import NodeView


def run_on_node(cls: Any, device: str, start: Callable[[NodeView], Run]) -> Any:
    """What the node gives: the model, the run, and the run's curves shown.

    Args:
        cls: The node.
        device: As of `fit`.
        start: Trains, told to by the view it gets.
    """
    run = trained(cls, device, start)
    return io.NodeOutput(str(run.model), run, ui=run_shown(cls, run))


def trained(cls: Any, device: str, start: Callable[[NodeView], Run]) -> Run:
    """The run, all of it done; ends the node as interrupted where the person cancels.

    Args:
        cls: The node.
        device: As of `fit`; for others than ``cpu`` ComfyUI's own models leave the GPU first.
        start: Trains, told to by the view it gets.
    """
    if device != "cpu":
        free_the_gpu()
    view = NodeView(cls.hidden.unique_id)
    # ComfyUI runs nodes under inference_mode, in which nothing can be made that learns.
    with torch.inference_mode(False):
        run = start(view)
    if view.should_stop():
        # An error, so that ComfyUI keeps no result of what was not done. The run is there.
        interrupt()
    return run


def run_shown(cls: Any, run: Run) -> dict[str, Any]:
    """What the node shows of a run: its curves, and what became of it."""
    curves = run.report.parent / "curves.png"
    return shown(cls, _said(run), as_image(curves) if curves.is_file() else None)


def _said(run: Run) -> str:
    past = Past(run)
    lines = [f"run: {run.folder}", f"{past.state}, best: {best_in_words(past)}"]
    warnings = (wrapped(f"{told.message} fix: {told.fix}") for told in past.warnings)
    return "\n".join([*lines, *warnings])
