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
from netwright.training.optimization import build_loss, build_optimizer, build_schedule
from netwright.training.preprocess import Normalize
from netwright.training.run import Run

Listener = Callable[[Event], None]
ShouldStop = Callable[[], bool]

_SECONDS_BETWEEN_STEP_EVENTS = 0.2
"""Reading the loss waits for the device, so it is done a few times a second, not each step."""


def train(
    module: nn.Module,
    normalize: Normalize,
    train_batches: DeviceBatches,
    val_batches: DeviceBatches,
    recipe: Recipe,
    run: Run,
    emit: Listener,
    should_stop: ShouldStop = lambda: False,
) -> Progress:
    """Train the module in place, writing checkpoints and emitting events.

    Args:
        module: The network, on the device of the batches; gives a dict with the logits [N,classes].
        normalize: From uint8 [N,H,W,C] to the network's input, on the same device.
        train_batches: The training samples, in a new order each epoch and augmented, by the seed.
        val_batches: The held-out samples.
        recipe: How to train.
        run: Where checkpoints go.
        emit: Called with each event, in this thread.
        should_stop: Asked before each step; True ends the run with its work kept.

    Returns:
        How far it came. The module holds the weights of the last step.
    """
    started = time.perf_counter()
    loss_of = build_loss(recipe, train_batches.samples.labels).to(train_batches.device)
    optimizer = build_optimizer(recipe, module)
    schedule = build_schedule(recipe, optimizer, len(train_batches))
    progress, stopped = Progress(), False
    emit(_started(module, train_batches, val_batches, recipe, run))

    for epoch in range(1, recipe.epochs + 1):
        epoch_started = time.perf_counter()
        module.train()
        loss_sum = torch.zeros((), device=train_batches.device)
        samples, meter = 0, _StepMeter(emit, epoch)
        for step, (images, labels) in enumerate(train_batches.epoch(epoch), start=1):
            if stopped := should_stop():
                break
            optimizer.zero_grad(set_to_none=True)
            loss = loss_of(_logits(module, normalize(images)), labels)
            loss.backward()
            optimizer.step()
            schedule.step()
            loss_sum += loss.detach() * len(labels)
            samples += len(labels)
            meter(step, samples, loss)
        if stopped:
            break

        metrics = {
            "train_loss": loss_sum.item() / samples,
            **evaluate(module, normalize, val_batches),
        }
        progress.epoch = epoch
        best = _is_better(metrics, progress.best_metrics)
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


def evaluate(module: nn.Module, normalize: Normalize, batches: DeviceBatches) -> dict[str, float]:
    """Validation loss (cross-entropy, nats) and accuracy (0 to 1), exact over all samples."""
    loss_sum, correct, samples = 0.0, 0, 0
    with _evaluating(module):
        for images, labels in batches.epoch(0):
            logits = _logits(module, normalize(images))
            loss_sum += nn.functional.cross_entropy(logits, labels, reduction="sum").item()
            correct += int((logits.argmax(dim=1) == labels).sum())
            samples += len(labels)
    return {"val_loss": loss_sum / samples, "val_accuracy": correct / samples}


@contextmanager
def _evaluating(module: nn.Module) -> Iterator[None]:
    was_training = module.training
    module.eval()
    try:
        with torch.no_grad():
            yield
    finally:
        module.train(was_training)


def _logits(module: nn.Module, images: torch.Tensor) -> torch.Tensor:
    (logits,) = module(images).values()
    return logits


def _is_better(metrics: dict[str, float], best: dict[str, float] | None) -> bool:
    """More samples right, or as many with a lower loss."""
    return best is None or (metrics["val_accuracy"], -metrics["val_loss"]) > (
        best["val_accuracy"],
        -best["val_loss"],
    )


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
