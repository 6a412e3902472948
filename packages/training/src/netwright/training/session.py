"""One sitting of training: everything put on the device, then the loop."""

from __future__ import annotations

import time
from functools import partial
from typing import TYPE_CHECKING

import torch
from torch import nn

from netwright.data.batches import Batches, DeviceBatches
from netwright.data.epochs import batches_of
from netwright.interfaces.documents import Recipe, Warned
from netwright.training.allocator import why_not_kept
from netwright.training.batch_size import automatic_batch_size, largest_wanted
from netwright.training.checkpoint import Progress
from netwright.training.compiling import compiled, why_not_compiled
from netwright.training.encoding_ahead import encode_ahead
from netwright.training.group import ALONE, Group
from netwright.training.imbalance import counted, sample_weights
from netwright.training.layout import InPlanes, Layout, lay_out
from netwright.training.loop import Listener, ShouldStop, train
from netwright.training.objectives import Objective, objective_for
from netwright.training.optimization import describe_optimizers
from netwright.training.outputs import outputs_of
from netwright.training.parallel import gradients_apart, parallel
from netwright.training.precision import Precision
from netwright.training.run import Run
from netwright.training.state import State
from netwright.training.step import Stepper
from netwright.training.variation import augmentation_of
from netwright.training.watching import Watch

if TYPE_CHECKING:
    from netwright.data import Prepared, Samples

Saved = tuple[dict[str, torch.Tensor], Progress]
"""What a checkpoint gave: tensors, and how far the run was."""


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
    objective = objective_for(data.document, counted(recipe, data)).to(precision.device)
    batch_size = _batch_size(module, objective, data, recipe, precision, saved, group)
    train_batches, val_batches = _batches(data, recipe, batch_size, precision, group)
    few = _few_inputs(objective, data.val, precision)
    layout = lay_out(module, few, max(1, batch_size // group.size))
    if layout is not None and not layout.channels_last:
        objective = InPlanes(objective)
    encode_ahead(objective, train_batches, val_batches)
    state = State(module, recipe, precision.scales_gradients)
    if saved is not None:
        state.restore(*saved)
    if recipe.batch_size == "auto":
        state.progress.batch_size = batch_size
    lacking = why_not_compiled(precision.device) if recipe.compile else None
    if lacking:
        emit(Warned(message=f"the network is not compiled: {lacking}.", fix="set compile=false."))
    compiles = recipe.compile and not lacking
    choices = _choices(state, train_batches, precision, compiles, layout, recipe, group)
    minutes = recipe.time_limit if group.leads else None  # The first one's clock is everybody's.
    with parallel(module, group) as network:
        forward = compiled(network) if compiles else network
        apart = partial(gradients_apart, network)
        stepper = Stepper(state, forward, objective, recipe, precision, group, apart)
        watch = Watch(stepper, state, objective, train_batches, recipe, run, emit, group)
        stop = _within(minutes, run, emit, should_stop)
        return train(
            state,
            watch,
            objective,
            train_batches,
            val_batches,
            recipe,
            run,
            watch.listen,
            lambda: watch.diverged or stop(),
            choices,
            group,
        )


def _batches(
    data: Prepared, recipe: Recipe, batch_size: int, precision: Precision, group: Group
) -> tuple[Batches, Batches]:
    """What is trained and validated on, or this process's part of it."""
    part = partial(batches_of, data, device=precision.device, rank=group.rank, ranks=group.size)
    train_batches = part(
        "train",
        batch_size=batch_size * recipe.accumulate,
        seed=recipe.seed,
        weights=sample_weights(recipe, data.train),
        augmentation=augmentation_of(recipe, data.document),
    )
    return train_batches, part("val", batch_size=batch_size, shuffle=False)


def _few_inputs(objective: Objective, samples: Samples, precision: Precision) -> torch.Tensor:
    """One or two samples as the network takes them."""
    batches = DeviceBatches(
        samples, batch_size=2, device=precision.device, shuffle=False, resident=False
    )
    return objective.inputs(next(batches.epoch(0)))


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
    fits = automatic_batch_size(module, objective, data, recipe, precision)
    return min(
        group.least(fits) * group.size,
        max(group.size, largest_wanted(data.count("train"), recipe.accumulate)),
    )


def _choices(
    state: State,
    batches: Batches,
    precision: Precision,
    compiled: bool,
    layout: Layout | None,
    recipe: Recipe,
    group: Group,
) -> tuple[str, ...]:
    """What was chosen by looking at the machine, and why, as a person reads it."""
    device = precision.device
    lines = [f"samples: {_where(batches)}", f"precision: {precision.why}"]
    if layout is not None:
        lines.append(f"layout: {layout.why}")
    main, *others = outputs_of(recipe) or ("",)
    if others:
        lines.append(f"outputs: {main} is measured and exported; {', '.join(others)} guides it")
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


def _where(batches: Batches) -> str:
    """Where samples are, and why."""
    if batches.streams:
        return "read from tar files as they come"
    if batches.resident:
        return f"in {batches.device.type} memory, as they fit"
    return "mapped from the disk, as they are too many for memory"


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
