"""What the page asks of trainings: which there are, how they go, and that one is to end."""

from __future__ import annotations

from netwright.interfaces.errors import RunError

from ..training.events_told import events_told
from ..training.run_names import run_folder, run_names
from ..training.trainings import TRAININGS
from .door import Door
from .messages.message import Done
from .messages.training import EventsTold, RunNamesTold, StopAsked, TrainingsTold

_MOST_NAMES = 500


def open_training_routes(door: Door) -> None:
    """Add them."""
    door.get("/trainings", _trainings)
    door.get("/run-names", _names)
    door.get("/runs/{name}/events", _events)
    door.post("/runs/{name}/stop", StopAsked, _stop, most_bytes=1 << 10)


def _trainings(workflow: str = "") -> TrainingsTold:
    """A page that shows a workflow draws the curves of what is trained in it."""
    if workflow:
        TRAININGS.watch(workflow)
    return TrainingsTold(trainings=tuple(training.told() for training in TRAININGS.all()))


def _names() -> RunNamesTold:
    return RunNamesTold(names=tuple(run_names()[:_MOST_NAMES]))


def _events(name: str, cursor: str = "") -> EventsTold:
    return events_told(run_folder(name) / "events.jsonl", cursor)


def _stop(asked: StopAsked, name: str) -> Done:
    training = TRAININGS.running(name)
    if training is None:
        raise RunError(
            f"no node of this ComfyUI trains {name!r} now.",
            folder=run_folder(name),
            fix="stop it where it was started: Ctrl-C in its terminal.",
        )
    training.stop("keep" if asked.keep else "discard")
    return Done()
