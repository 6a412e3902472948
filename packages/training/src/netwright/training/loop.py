"""The training loop, to be read from top to bottom. Whatever watches it reads events."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import torch
from torch import nn

from netwright.data.batches import DeviceBatches
from netwright.interfaces.documents import (
    CheckpointWritten,
    Ended,
    EpochEnded,
    Event,
    Recipe,
    Started,
    Stepped,
)
from netwright.training.checkpoint import Progress, save_state, save_weights
from netwright.training.objectives import Objective
from netwright.training.optimization import build_optimizer, build_schedule
from netwright.training.run import Run

Listener = Callable[[Event], None]
ShouldStop = Callable[[], bool]

_SECONDS_BETWEEN_STEP_EVENTS = 0.2
"""Reading the loss waits for the device, so it is done a few times a second, not each step."""


def train(
    module: nn.Module,
    objective: Objective,
    train_batches: DeviceBatches,
    val_batches: DeviceBatches,
    recipe: Recipe,
    run: Run,
    emit: Listener,
    should_stop: ShouldStop = lambda: False,
) -> Progress:
    """Train the module in place, writing checkpoints and emitting events.

    Args:
        module: The network, on the device of the batches; gives a dict of its outputs.
        objective: What the task asks for, on the same device.
        train_batches: The training samples, shuffled anew each epoch by the recipe's seed.
        val_batches: The held-out samples.
        recipe: How to train.
        run: Where checkpoints go.
        emit: Called with each event, in this thread.
        should_stop: Asked before each step; True ends the run with its work kept.

    Returns:
        How far it came. The module holds the weights of the last step.
    """
    started = time.perf_counter()
    optimizer = build_optimizer(recipe, module)
    schedule = build_schedule(recipe, optimizer, len(train_batches))
    progress, stopped = Progress(), False
    emit(_started(module, train_batches, val_batches, recipe, run))

    for epoch in range(1, recipe.epochs + 1):
        epoch_started = time.perf_counter()
        module.train()
        loss_sum = torch.zeros((), device=train_batches.device)
        samples, meter = 0, _StepMeter(emit, epoch)
        for step, batch in enumerate(train_batches.epoch(epoch), start=1):
            if stopped := should_stop():
                break
            optimizer.zero_grad(set_to_none=True)
            loss = objective.loss(module(objective.inputs(batch)), batch)
            loss.backward()
            optimizer.step()
            schedule.step()
            loss_sum += loss.detach() * len(batch)
            samples += len(batch)
            meter(step, samples, loss)
        if stopped:
            break

        metrics = {
            "train_loss": loss_sum.item() / samples,
            **evaluate(module, objective, val_batches),
        }
        progress.epoch = epoch
        best = _is_better(objective, metrics, progress.best_metrics)
        if best:
            progress.best_epoch, progress.best_metrics = epoch, metrics
            save_weights(run.best_checkpoint, module, progress)
        save_state(run.last_checkpoint, module, optimizer, progress)
        emit(CheckpointWritten(epoch=epoch, path=str(run.last_checkpoint), best=best))
        emit(
            EpochEnded(
                epoch=epoch,
                metrics=metrics,
                learning_rate=schedule.get_last_lr()[0],
                seconds=time.perf_counter() - epoch_started,
            )
        )

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


def evaluate(module: nn.Module, objective: Objective, batches: DeviceBatches) -> dict[str, float]:
    """The metrics of the held-out samples by name with ``val_`` before it, exact over all."""
    meter = objective.meter(len(batches.samples))
    with _evaluating(module):
        for batch in batches.epoch(0):
            meter.update(module(objective.inputs(batch)), batch)
    return {f"val_{name}": value for name, value in meter.compute().items()}


@contextmanager
def _evaluating(module: nn.Module) -> Iterator[None]:
    was_training = module.training
    module.eval()
    try:
        with torch.no_grad():
            yield
    finally:
        module.train(was_training)


def _is_better(
    objective: Objective, metrics: dict[str, float], best: dict[str, float] | None
) -> bool:
    """Whether the first of the objective's metrics that differs is better."""
    if best is None:
        return True
    for name, direction in objective.best:
        difference = metrics[f"val_{name}"] - best[f"val_{name}"]
        if difference:
            return (difference > 0) == (direction == "max")
    return False


class _StepMeter:
    """Emits Stepped a few times a second, with the throughput since the epoch began."""

    def __init__(self, emit: Listener, epoch: int) -> None:
        self._emit, self._epoch = emit, epoch
        self._began = self._last = time.perf_counter()

    def __call__(self, step: int, samples: int, loss: torch.Tensor) -> None:
        now = time.perf_counter()
        if now - self._last < _SECONDS_BETWEEN_STEP_EVENTS:
            return
        self._last = now
        rate = samples / (now - self._began)
        self._emit(Stepped(epoch=self._epoch, step=step, loss=loss.item(), samples_per_second=rate))


def _started(
    module: nn.Module, train: DeviceBatches, val: DeviceBatches, recipe: Recipe, run: Run
) -> Started:
    return Started(
        run=run.name,
        device=str(train.device),
        epochs=recipe.epochs,
        steps_per_epoch=len(train),
        train_samples=len(train.samples),
        val_samples=len(val.samples),
        parameters=sum(p.numel() for p in module.parameters()),
    )
