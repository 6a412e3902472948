"""What is known of a run that goes on, gathered from its events."""

from __future__ import annotations

import time
from dataclasses import dataclass, field

from netwright.interfaces.documents import EpochEnded, Event, Started, Stepped
from netwright.training.headlines import headlines

_MOST_POINTS = 400
"""More are not seen in a terminal's width; every second one is then left out."""


@dataclass
class Course:
    """The course of a run so far.

    Attributes:
        start: How it began.
        losses: The training loss of single batches, (epochs done, loss).
        train: The training loss by epoch.
        val: The validation loss by epoch.
        headline: The most telling metric's name; empty before the first epoch's end.
        values: That metric by epoch.
    """

    start: Started
    losses: list[tuple[float, float]] = field(default_factory=list)
    train: list[tuple[float, float]] = field(default_factory=list)
    val: list[tuple[float, float]] = field(default_factory=list)
    headline: str = ""
    values: list[tuple[float, float]] = field(default_factory=list)
    epoch: int = 0
    step: int = 0
    loss: float | None = None
    samples_per_second: float | None = None
    learning_rate: float | None = None
    began: float = field(default_factory=time.monotonic)

    def note(self, event: Event) -> None:
        """Take in an event."""
        if isinstance(event, Stepped):
            self.epoch, self.step, self.loss = event.epoch, event.step, event.loss
            self.samples_per_second = event.samples_per_second
            self.learning_rate = event.learning_rate
            self.losses.append((self.epochs_done, event.loss))
            if len(self.losses) > _MOST_POINTS:
                self.losses = self.losses[::2]
        elif isinstance(event, EpochEnded):
            self._note_epoch(event)

    def _note_epoch(self, event: EpochEnded) -> None:
        metrics, steps = event.metrics, self.start.steps_per_epoch
        self.epoch, self.step = event.epoch, steps
        self.loss, self.learning_rate = metrics["train_loss"], event.learning_rate
        self.samples_per_second = (
            self.samples_per_second or self.start.train_samples / event.seconds
        )
        self.train.append((event.epoch, metrics["train_loss"]))
        self.val.append((event.epoch, metrics["val_loss"]))
        if named := next(iter(headlines(metrics).items()), None):
            self.headline = named[0]
            self.values.append((event.epoch, named[1]))

    @property
    def epochs_done(self) -> float:
        """Such as 2.5 in the middle of the third epoch."""
        first = max(0, self.start.first_epoch - 1)
        return max(first, self.epoch - 1 + self.step / self.start.steps_per_epoch)

    def seconds_left(self) -> float | None:
        """How long it will take if it goes on so; None before that can be told."""
        done = self.epochs_done - (self.start.first_epoch - 1)
        if done <= 0:
            return None
        return (time.monotonic() - self.began) / done * (self.start.epochs - self.epochs_done)
