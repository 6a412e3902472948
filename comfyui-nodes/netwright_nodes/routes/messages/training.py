"""Trainings while they run, and what a run's record tells of them.

Nodes are named as in a prompt: ``9``, and ``25:9`` for #9 in the subgraph that is #25. Numbers
that are not finite are null. Times are seconds since 1970, by the server's clock.
"""

from __future__ import annotations

from typing import Literal

from .message import Message

TrainingState = Literal["preparing", "training", "exporting", "ended"]
TrainingOutcome = Literal["completed", "kept", "cancelled", "discarded", "failed"]


class TrainingTold(Message):
    """A training of this process, and the node that shows it.

    `workflow` is the id that the page gave its workflow; None where the prompt came without.
    `run` is None until the run's folder is there. `outcome` is None until the training has ended.
    """

    node: str
    workflow: str | None
    run: str | None
    state: TrainingState
    since: float
    stopping: bool
    outcome: TrainingOutcome | None


class TrainingsTold(Message):
    """All trainings that run in this process or have ended in it, the newest of each node."""

    trainings: tuple[TrainingTold, ...]


class RunNamesTold(Message):
    """The runs of ComfyUI's folder, the newest first."""

    names: tuple[str, ...]


class StopAsked(Message):
    """End a training: with its best epoch exported, or with nothing left of it."""

    keep: bool


class StartTold(Message):
    """How training began, or went on with `first_epoch`."""

    time: float
    device: str
    epochs: int
    first_epoch: int
    steps_per_epoch: int
    train_samples: int
    val_samples: int
    parameters: int


class StepTold(Message):
    """A step of `epoch`; both count from 1. `loss` is that of its batch."""

    time: float
    epoch: int
    step: int
    loss: float | None
    samples_per_second: float
    learning_rate: float | None


class EpochTold(Message):
    """An epoch that was trained and validated.

    `metric` is what the most telling metric is called; `written` is its value as people read it.
    """

    time: float
    epoch: int
    train_loss: float | None
    val_loss: float | None
    metric: str | None
    value: float | None
    written: str
    learning_rate: float
    seconds: float


class WarningTold(Message):
    """Something that a person should know while training goes on."""

    time: float
    message: str
    fix: str


class EndTold(Message):
    """How the run ended; `best_epoch` is 0 where no epoch was finished."""

    time: float
    reason: Literal["completed", "stopped", "diverged"]
    epochs: int
    best_epoch: int
    seconds: float


class EventsTold(Message):
    """A part of a run's record.

    `cursor` is what to ask with for the next part, which is there already where `more` is true.
    `anew` says that the record is another than the one that was told so far, as after Resume, and
    that this is its beginning. Where steps are many, the lowest and highest losses are told.
    `running` says whether any process trains it now.
    """

    cursor: str
    anew: bool
    more: bool
    running: bool
    starts: tuple[StartTold, ...]
    steps: tuple[StepTold, ...]
    epochs: tuple[EpochTold, ...]
    warnings: tuple[WarningTold, ...]
    end: EndTold | None
