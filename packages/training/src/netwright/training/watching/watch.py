"""What looks after a run: it looks at a few steps an epoch, and hears of every event."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable

import torch

from netwright.data.batches import Batch, Batches
from netwright.interfaces.documents import (
    CheckpointWritten,
    Ended,
    EpochEnded,
    Event,
    Recipe,
    Stepped,
    Warned,
)
from netwright.training.group import ALONE, Group
from netwright.training.objectives import Objective
from netwright.training.run import Run
from netwright.training.state import State
from netwright.training.step import Stepper
from netwright.training.watching.divergence import Diagnosis
from netwright.training.watching.gradients import Gradients
from netwright.training.watching.overfitting import Overfitting
from netwright.training.watching.rising_loss import RisingLoss
from netwright.training.watching.waiting import Waiting

_FIRST_STEPS = 3
"""So many steps of a session are looked at in a row; then the first and last of each epoch."""


class Watch:
    """Called in the stepper's place; it waits for the device only in the few steps it looks at.

    Args:
        take_step: What trains.
        state: The network in training.
        objective: What the task asks for.
        batches: The training samples.
        recipe: How it is trained.
        run: Where the last good weights are.
        emit: Called with each event, and with each warning.
        group: Who train together. Where a loss stops being finite is only looked for by one alone:
            it takes a forward pass, in which batch norms wait for the whole group.

    Attributes:
        diverged: Whether the loss is no longer finite, so that training must stop.
    """

    def __init__(
        self,
        take_step: Stepper,
        state: State,
        objective: Objective,
        batches: Batches,
        recipe: Recipe,
        run: Run,
        emit: Callable[[Event], None],
        group: Group = ALONE,
    ) -> None:
        self._take_step, self._emit, self._steps = take_step, emit, len(batches)
        self._session_steps, self.diverged = 0, False
        self._batch: Batch | None = None
        self._diagnosis = Diagnosis(state, objective, recipe, run) if group.size == 1 else None
        self._gradients = Gradients(state)
        self._waiting = Waiting(batches)
        is_new = not (state.progress.epoch or state.progress.step)
        self._rising = RisingLoss(recipe.optimizer.learning_rate) if is_new else None
        self._overfitting = Overfitting()

    def __call__(
        self, batch: Batch, rate: float, steps: int, total: int | None = None
    ) -> torch.Tensor:
        """Train on a batch as `Stepper` does; gives its loss as a number on the device."""
        place = (steps - 1) % self._steps
        self._waiting.begin(place)
        loss = self._take_step(batch, rate, steps, total)
        self._tell(self._waiting.end())
        self._batch, self._session_steps = batch, self._session_steps + 1
        if self._session_steps <= _FIRST_STEPS or place == 0:
            self._tell(self._gradients.look())
        if self._session_steps == 1 or place == self._steps - 1:
            self._note_loss(loss.item(), steps)
        return loss

    def listen(self, event: Event) -> None:
        """Pass the event on, and after it what it gives reason to tell."""
        if isinstance(event, Ended) and self.diverged:
            event = event.model_copy(update={"reason": "diverged"})
        self._emit(event)
        if isinstance(event, Stepped):
            self._check(event.loss, f"in epoch {event.epoch}, step {event.step}")
        elif isinstance(event, EpochEnded):
            self._check(sum(event.metrics.values()), f"after epoch {event.epoch}")
            self._tell(self._overfitting(event))
        elif isinstance(event, CheckpointWritten):
            self._forget_first_weights()
        if self._rising is not None:
            self._tell(self._rising(event))

    def _note_loss(self, loss: float, steps: int) -> None:
        epoch, place = divmod(steps - 1, self._steps)
        self._check(loss, f"in epoch {epoch + 1}, step {place + 1}")
        if self._rising is not None and steps == 1:
            self._rising.start = loss

    def _check(self, value: float, when: str) -> None:
        if math.isfinite(value) or self.diverged:
            return
        self.diverged = True
        assert self._batch is not None
        diagnosis = self._diagnosis or _unknown
        self._tell([diagnosis(self._batch, when)])

    def _forget_first_weights(self) -> None:
        if self._diagnosis is not None:
            self._diagnosis.forget_first_weights()

    def _tell(self, warnings: Iterable[Warned]) -> None:
        for warning in warnings:
            self._emit(warning)


def _unknown(batch: Batch, when: str) -> Warned:
    return Warned(
        message=f"the loss is not finite {when}, so training stops.",
        fix="train with a smaller --learning-rate; one process alone says which layer it is.",
    )
