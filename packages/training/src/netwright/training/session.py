"""One sitting of training: everything put on the device, then the loop."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import torch
from torch import nn

from netwright.data.batches import DeviceBatches
from netwright.interfaces.documents import Recipe, Warned
from netwright.training.allocator import why_not_kept
from netwright.training.batch_size import automatic_batch_size, largest_wanted
from netwright.training.checkpoint import Progress
from netwright.training.compiling import compiled, why_not_compiled
from netwright.training.group import ALONE, Group
from netwright.training.imbalance import counted, sample_weights
from netwright.training.loop import Listener, ShouldStop, train
from netwright.training.objectives import Objective, objective_for
from netwright.training.optimization import describe_optimizers
from netwright.training.parallel import gradients_apart, parallel
from netwright.training.precision import Precision
from netwright.training.run import Run
from netwright.training.state import State
from netwright.training.step import Stepper
from netwright.training.variation import augmentation_of

if TYPE_CHECKING:
    from netwright.data import Prepared

Saved = tuple[dict[str, torch.Tensor], Progress]
"""What a checkpoint gave: tensors, and how far the run was."""

_CONVOLUTIONS = (nn.Conv2d, nn.ConvTranspose2d)


def placed(module: nn.Module, device: torch.device) -> nn.Module:
    """The module on the device, laid out as it is fastest there."""
    for part in module.modules():
        if isinstance(part, _CONVOLUTIONS):  # Images are stored with the channels last, too.
            weight = part.weight
            weight.data = weight.data.contiguous(memory_format=torch.channels_last)
    return module.to(device)


def hold_session(
    run: Run,
    module: nn.Module,
    data: Prepared,
    recipe: Recipe,
    precision: Precision,
    emit: Listener,
    should_stop: ShouldStop,
    saved: Saved | None = None,
    group: Group = ALONE,
) -> Progress:
    """Train the module from its beginning or from a checkpoint; gives how far it came."""
    objective = objective_for(data.document, counted(recipe, data.train)).to(precision.device)
    batch_size = _batch_size(module, objective, data, recipe, precision, saved, group)
    state = State(module, recipe, precision.scales_gradients)
    if saved is not None:
        state.restore(*saved)
    if recipe.batch_size == "auto":
        state.progress.batch_size = batch_size
    train_batches = DeviceBatches(
        data.train,
        batch_size=batch_size * recipe.accumulate,
        device=precision.device,
        seed=recipe.seed,
        weights=sample_weights(recipe, data.train),
        augmentation=augmentation_of(recipe, data.document),
        rank=group.rank,
        ranks=group.size,
    )
    val_batches = DeviceBatches(
        data.val,
        batch_size=batch_size,
        device=precision.device,
        shuffle=False,
        rank=group.rank,
        ranks=group.size,
    )
    lacking = why_not_compiled(precision.device) if recipe.compile else None
    if lacking:
        emit(Warned(message=f"the network is not compiled: {lacking}.", fix="set compile=false."))
    compiles = recipe.compile and not lacking
    with parallel(module, group) as network:
        forward = compiled(network) if compiles else network
        return train(
            state,
            Stepper(
                state,
                forward,
                objective,
                recipe,
                precision,
                group,
                apart=lambda: gradients_apart(network),
            ),
            objective,
            train_batches,
            val_batches,
            recipe,
            run,
            emit,
            # The first one's clock is everybody's.
            _within(recipe.time_limit if group.leads else None, run, emit, should_stop),
            choices=_choices(state, train_batches, precision, compiles, recipe, group),
            group=group,
        )


def _batch_size(
    module: nn.Module,
    objective: Objective,
    data: Prepared,
    recipe: Recipe,
    precision: Precision,
    saved: Saved | None,
    group: Group,
) -> int:
    if isinstance(recipe.batch_size, int):
        return recipe.batch_size
    if saved is not None and saved[1].batch_size is not None:
        return saved[1].batch_size  # What fits now may be another one.
    fits = automatic_batch_size(module, objective, data.train, recipe, precision)
    return min(
        group.least(fits) * group.size,
        max(group.size, largest_wanted(len(data.train), recipe.accumulate)),
    )


def _choices(
    state: State,
    batches: DeviceBatches,
    precision: Precision,
    compiled: bool,
    recipe: Recipe,
    group: Group,
) -> tuple[str, ...]:
    """What was chosen by looking at the machine, and why, as a person reads it."""
    device = precision.device
    where = f"in {device.type} memory" if batches.resident else "mapped from the disk"
    why = "they fit" if batches.resident else "they are too many for memory"
    lines = [f"samples: {where}, as {why}", f"precision: {precision.why}"]
    if _has_convolutions(state.module):
        lines.append("layout: channels last, which convolutions are fastest in")
    lines.append(f"optimizer: {describe_optimizers(state.optimizers)}")
    if device.type == "cpu":
        unkept = why_not_kept()
        kept = "freed memory is kept until the end, so that the kernel need not clear it anew"
        lines.append(f"allocator: {f'as it is: {unkept}' if unkept else kept}")
    if group.size > 1:
        lines.append(f"processes: {group.size}, each with its part of every batch")
    if compiled:
        lines.append("kernels: compiled in the first step, as asked")
    if recipe.batch_size == "auto":
        lines.append(f"batch size: {state.progress.batch_size}, the largest that suits")
    return tuple(lines)


def _has_convolutions(module: nn.Module) -> bool:
    return any(isinstance(part, _CONVOLUTIONS) for part in module.modules())


def _within(minutes: float | None, run: Run, emit: Listener, should_stop: ShouldStop) -> ShouldStop:
    """`should_stop`, or that the time is over, which is told."""
    if minutes is None:
        return should_stop
    end = time.monotonic() + 60 * minutes

    def stop() -> bool:
        if should_stop():
            return True
        if time.monotonic() < end:
            return False
        emit(
            Warned(
                message=f"the time limit of {minutes:g} minutes is over, so training stops.",
                fix=f"go on where it stopped: netwright resume {run.folder}",
            )
        )
        return True

    return stop
