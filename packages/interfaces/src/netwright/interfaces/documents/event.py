"""The event document: what a run tells while it goes on. One event is one line of events.jsonl."""

from __future__ import annotations

import time
from typing import Annotated, Any, ClassVar, Literal

from pydantic import Field, TypeAdapter

from netwright.interfaces.documents.base import Document
from netwright.interfaces.errors import DocumentError, did_you_mean


class Event(Document):
    """What all events have. `kind` says which one it is; `time` is seconds since the epoch."""

    FORMAT: ClassVar[str] = "netwright.event"

    format: Literal["netwright.event"] = "netwright.event"
    version: Literal[1] = 1
    kind: str
    time: float = Field(default_factory=time.time)

    def to_line(self) -> str:
        """The event as one line of JSON, line end included."""
        return self.model_dump_json() + "\n"


class Started(Event):
    """Training begins. `choices` says what was chosen for this machine, and why."""

    kind: Literal["start"] = "start"
    run: str
    device: str
    epochs: int
    first_epoch: int = Field(1, description="More than 1 when a run goes on from a checkpoint.")
    steps_per_epoch: int
    train_samples: int
    val_samples: int
    parameters: int
    choices: tuple[str, ...] = ()


class Stepped(Event):
    """A step is done. Not every step is told: a listener hears of a few each second."""

    kind: Literal["step"] = "step"
    epoch: int
    step: int = Field(description="Steps done in this epoch, from 1.")
    loss: float
    samples_per_second: float
    learning_rate: float | None = None


class EpochEnded(Event):
    """An epoch is trained and validated."""

    kind: Literal["epoch"] = "epoch"
    epoch: int
    metrics: dict[str, float] = Field(description="Such as train_loss, val_loss, val_accuracy.")
    learning_rate: float
    seconds: float


class CheckpointWritten(Event):
    """A checkpoint is on the disk, whole."""

    kind: Literal["checkpoint"] = "checkpoint"
    epoch: int
    path: str
    best: bool


class Warned(Event):
    """Something a person should know; training goes on."""

    kind: Literal["warning"] = "warning"
    message: str
    fix: str


class Ended(Event):
    """The run is over: all epochs done, stopped with its work kept, or its loss not finite."""

    kind: Literal["end"] = "end"
    reason: Literal["completed", "stopped", "diverged"]
    epochs: int
    best_epoch: int
    best_metrics: dict[str, float]
    seconds: float


AnyEvent: TypeAdapter[Any] = TypeAdapter(
    Annotated[
        Started | Stepped | EpochEnded | CheckpointWritten | Warned | Ended,
        Field(discriminator="kind"),
    ]
)
"""Any kind of event, told apart by `kind`; its JSON Schema describes a line of events.jsonl."""

_KINDS: dict[str, type[Event]] = {
    kind.model_fields["kind"].default: kind
    for kind in (Started, Stepped, EpochEnded, CheckpointWritten, Warned, Ended)
}


def read_event(content: Any, *, source: object = None) -> Event:
    """The event that `content` (parsed JSON) holds, as its own kind.

    Raises:
        DocumentError: It is not an event, or a newer version's.
    """
    event = Event.check(content, source=source)
    kind = str(event.get("kind"))
    if kind not in _KINDS:
        raise DocumentError(
            f"there is no event of kind {kind!r}.",
            **({} if source is None else {"file": source}),
            key="kind",
            fix=did_you_mean(kind, _KINDS),
        )
    return _KINDS[kind].from_dict(event, source=source)
