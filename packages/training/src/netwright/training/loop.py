"""The training loop, to be read from top to bottom. Whatever watches it reads events."""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import torch
from torch import nn

from netwright.data.batches import Batch, Batches
from netwright.interfaces.documents import (
    Ended,
    EpochEnded,
    Event,
    PlateauSchedule,
    Recipe,
    Started,
    Stepped,
)
from netwright.training.checkpoint import Progress
from netwright.training.group import ALONE, Group
from netwright.training.keeping import Keeper
from netwright.training.objectives import Objective
from netwright.training.rates import learning_rates
from netwright.training.run import Run
from netwright.training.state import State

Listener = Callable[[Event], None]
ShouldStop = Callable[[], bool]
TakeStep = Callable[[Batch, float, int, int], torch.Tensor]
"""Trains on a batch; see `Stepper`."""

_SECONDS_BETWEEN_STEP_EVENTS = 0.2
"""Reading the loss waits for the device, so it is done a few times a second, not each step."""


def train(
    state: State,
    take_step: TakeStep,
    objective: Objective,
    train_batches: Batches,
    val_batches: Batches,
    recipe: Recipe,
    run: Run,
    emit: Listener,
    should_stop: ShouldStop = lambda: False,
    choices: tuple[str, ...] = (),
    group: Group = ALONE,
) -> Progress:
    """Train from where the state is, writing checkpoints and emitting events.

    Args:
        state: The network with all that changes in training, on the device of the batches.
        take_step: Trains the state's network on a batch.
        objective: What the task asks for, on the same device.
        train_batches: The training samples, a step's in each batch, shuffled anew each epoch.
        val_batches: The held-out samples.
        recipe: How to train.
        run: Where checkpoints go.
        emit: Called with each event, in this thread.
        should_stop: Asked before each batch; True ends the run with its work kept.
        choices: What was chosen for this machine, to be told.
        group: Who train together. All go through the same steps, and end together.

    Returns:
        How far it came. The module holds the weights of the last step.
    """
    started, steps = time.perf_counter(), len(train_batches)
    rates = learning_rates(recipe.schedule, recipe.epochs, steps)
    progress, keeper, stopped = state.progress, Keeper(run, state, emit, group.leads), False
    emit(_started(state, train_batches, val_batches, recipe, run, choices))

    while not (stopped or is_complete(progress, recipe)):
        epoch, epoch_started = progress.epoch + 1, time.perf_counter()
        state.module.train()
        meter = _StepMeter(emit, epoch)
        for batch in train_batches.epoch(epoch, start=progress.step):
            if stopped := group.any(should_stop()):
                break
            done = progress.epoch * steps + progress.step
            group.draw_apart(recipe.seed, done)
            samples = train_batches.total(progress.step)
            rate = rates(done) * progress.plateau_rate
            loss = take_step(batch, rate, done + 1, samples)
            state.loss_sum.add_(loss, alpha=samples)
            progress.step += 1
            meter(progress.step, samples, loss, recipe.optimizer.learning_rate * rate)
            keeper.after_step()
        measured = None
        if not stopped:
            measured = evaluate(state.exported, objective, val_batches, should_stop, group)
        if measured is None:
            stopped = True
            break

        metrics = {"train_loss": state.loss_sum.item() / train_batches.count, **measured}
        last_rate = recipe.optimizer.learning_rate * rates(epoch * steps - 1)
        emit(
            EpochEnded(
                epoch=epoch,
                metrics=metrics,
                learning_rate=last_rate * progress.plateau_rate,
                seconds=time.perf_counter() - epoch_started,
            )
        )
        state.loss_sum.zero_()
        if _note(progress, metrics, objective, recipe):
            keeper.note_best()
        keeper.after_epoch()

    keeper.write()
    emit(
        Ended(
            reason="stopped" if stopped else "completed",
            epochs=progress.epoch,
            best_epoch=progress.best_epoch,
            best_metrics=progress.best_metrics or {},
            seconds=time.perf_counter() - started,
        )
    )
    return progress


def is_complete(progress: Progress, recipe: Recipe) -> bool:
    """Whether all epochs are done, or early stopping has waited for long enough."""
    early = recipe.early_stopping
    return progress.epoch >= recipe.epochs or (
        early is not None and progress.stopping.waited >= early.patience
    )


def evaluate(
    module: nn.Module,
    objective: Objective,
    batches: Batches,
    should_stop: ShouldStop = lambda: False,
    group: Group = ALONE,
) -> dict[str, float] | None:
    """The metrics of the held-out samples by name with ``val_`` before it, exact over all.

    In fp32 always, as the exported model computes. None where it was stopped.
    """
    meter = objective.meter(batches.count)
    group.follow(module.buffers())
    with _evaluating(module):
        for batch in batches.epoch(0):
            if group.any(should_stop()):
                return None
            if len(batch):  # Fewer samples than processes leave some without.
                meter.update(module(objective.inputs(batch)), batch)
    group.add(meter.state().values())
    return group.agreed({f"val_{name}": value for name, value in meter.compute().items()})


@contextmanager
def _evaluating(module: nn.Module) -> Iterator[None]:
    was_training = module.training
    module.eval()
    try:
        with torch.no_grad():
            yield
    finally:
        module.train(was_training)


def _note(
    progress: Progress, metrics: dict[str, float], objective: Objective, recipe: Recipe
) -> bool:
    """Take in an epoch's metrics; gives whether it is the best so far."""
    progress.epoch, progress.step = progress.epoch + 1, 0
    (name, direction), *_ = objective.best
    value = metrics[f"val_{name}"] * (-1 if direction == "max" else 1)
    if recipe.early_stopping is not None:
        progress.stopping.note(value, recipe.early_stopping.min_delta)
    if isinstance(recipe.schedule, PlateauSchedule):
        _note_plateau(progress, metrics["val_loss"], recipe.schedule)
    if not _is_better(objective, metrics, progress.best_metrics):
        return False
    progress.best_epoch, progress.best_metrics = progress.epoch, metrics
    return True


def _note_plateau(progress: Progress, loss: float, schedule: PlateauSchedule) -> None:
    waiting = progress.plateau
    waiting.note(loss, schedule.threshold * abs(waiting.best or 0.0))
    if waiting.waited > schedule.patience:
        waiting.waited = 0
        progress.plateau_rate = max(progress.plateau_rate * schedule.gamma, schedule.final)


def _is_better(
    objective: Objective, metrics: dict[str, float], best: dict[str, float] | None
) -> bool:
    """Whether the first of the objective's metrics that differs is better; NaN never is."""
    if not all(map(math.isfinite, metrics.values())):
        return False
    if best is None:
        return True
    for name, direction in objective.best:
        difference = metrics[f"val_{name}"] - best[f"val_{name}"]
        if difference:
            return (difference > 0) == (direction == "max")
    return False


class _StepMeter:
    """Emits Stepped a few times a second, with the throughput since it was made."""

    def __init__(self, emit: Listener, epoch: int) -> None:
        self._emit, self._epoch, self._samples = emit, epoch, 0
        self._began = self._last = time.perf_counter()

    def __call__(self, step: int, samples: int, loss: torch.Tensor, rate: float) -> None:
        self._samples += samples
        now = time.perf_counter()
        if now - self._last < _SECONDS_BETWEEN_STEP_EVENTS:
            return
        self._last = now
        speed = self._samples / (now - self._began)
        told = {"loss": loss.item(), "samples_per_second": speed, "learning_rate": rate}
        self._emit(Stepped(epoch=self._epoch, step=step, **told))


def _started(
    state: State,
    train: Batches,
    val: Batches,
    recipe: Recipe,
    run: Run,
    choices: tuple[str, ...],
) -> Started:
    return Started(
        run=run.name,
        device=str(train.device),
        epochs=recipe.epochs,
        first_epoch=state.progress.epoch + 1,
        steps_per_epoch=len(train),
        train_samples=train.count,
        val_samples=val.count,
        parameters=sum(p.numel() for p in state.module.parameters()),
        choices=choices,
    )
