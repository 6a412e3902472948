"""A run inside a node: what is around training, the same for a new run and for one gone on with."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import torch

from netwright.training import Run
from netwright.training.commands.written import best_in_words
from netwright.training.past import Past

from ..comfyui import free_the_gpu, interrupt, io
from ..routes.messages.training import TrainingOutcome
from ..wiring.pictures import as_image
from ..wiring.showing import shown, wrapped
from .discarding import Discarded, discard
from .trainings import TRAININGS, Training
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
    """The run, with a model where it has a finished epoch.

    The node ends as interrupted where the person cancels or discards, and where training is
    stopped before there is anything to hand on.

    Args:
        cls: The node.
        device: As of `fit`; for others than ``cpu`` ComfyUI's own models leave the GPU first.
        start: Trains, told to by the view it gets.
    """
    if device != "cpu":
        free_the_gpu()
    with TRAININGS.begun(cls.hidden) as training:
        try:
            run, training.outcome = _carried_out(training, start)
            training.run = run.name
        except Discarded:
            discard(str(training.run))
            training.outcome = "discarded"
        if training.outcome in ("cancelled", "discarded"):
            # An error, so that ComfyUI keeps no result of what was not done.
            interrupt()
    return run


def _carried_out(
    training: Training, start: Callable[[NodeView], Run]
) -> tuple[Run, TrainingOutcome]:
    """The run and what became of it. Raises Discarded where nothing of it is wanted."""
    view = NodeView(training)
    # ComfyUI runs nodes under inference_mode, in which nothing can be made that learns.
    with torch.inference_mode(False):
        run = start(view)
    stopped = view.should_stop()
    if view.cancelled or (stopped and not run.model.is_file()):
        return run, "cancelled"
    return run, "kept" if stopped else "completed"


def run_shown(cls: Any, run: Run) -> dict[str, Any]:
    """What the node shows of a run: what became of it; and unless a page shows them already, its
    warnings and curves."""
    curves, training = run.report.parent / "curves.png", TRAININGS.of(cls.hidden)
    if training is not None and training.watched:
        return shown(cls, _said(run))
    said = "\n".join([_said(run), *_warnings(run)])
    return shown(cls, said, as_image(curves) if curves.is_file() else None)


def _said(run: Run) -> str:
    past = Past(run)
    return f"run: {run.folder}\n{past.state}, best: {best_in_words(past)}"


def _warnings(run: Run) -> list[str]:
    return [wrapped(f"{told.message} fix: {told.fix}") for told in Past(run).warnings]
