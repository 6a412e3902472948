"""The batch size of ``batch_size = "auto"``."""

from __future__ import annotations

import copy
import gc
from collections.abc import Callable

import numpy as np
import torch
from torch import nn

from netwright.data import Prepared, Samples
from netwright.data.batches import Batch, DeviceBatches
from netwright.interfaces.documents import Recipe
from netwright.interfaces.errors import DeviceError
from netwright.training.objectives import Objective
from netwright.training.precision import Precision
from netwright.training.state import State
from netwright.training.step import Stepper

_LEAST, _MOST_ON_CPU = 16, 256
_LEAST_STEPS = 20
"""A batch that leaves fewer steps an epoch learns little in an epoch."""


def automatic_batch_size(
    module: nn.Module,
    objective: Objective,
    data: Prepared,
    recipe: Recipe,
    precision: Precision,
) -> int:
    """A power of two: the largest that leaves 20 steps an epoch and that the device has room for.

    On a CPU it is at most 256, beyond which a step only takes longer. Elsewhere it is found by
    trying: a step is taken with a copy of the network, and each time that the memory is not
    enough, the batch is halved.

    Raises:
        DeviceError: There is no room for one sample.
    """
    start = largest_wanted(data.count("train"), recipe.accumulate)
    if precision.device.type == "cpu":
        return min(start, _MOST_ON_CPU)

    def attempt(size: int) -> None:
        _try_step(size, module, objective, data.train, recipe, precision)

    return largest_fitting(start, attempt)


def largest_wanted(samples: int, accumulate: int) -> int:
    """A power of two from 16 that leaves 20 steps an epoch where that can be."""
    wanted = samples // (_LEAST_STEPS * accumulate)
    return max(_LEAST, 1 << max(0, wanted.bit_length() - 1))


def largest_fitting(start: int, attempt: Callable[[int], None]) -> int:
    """The first of `start`, its half, its quarter and so on that the memory is enough for."""
    size = start
    while size:
        try:
            attempt(size)
            return size
        except torch.OutOfMemoryError:
            pass  # Freed below, where the error no longer holds the tensors of its frames.
        gc.collect()
        torch.cuda.empty_cache()
        size //= 2
    raise DeviceError(
        "the device has no room for training with even one sample.",
        fix="use --device cpu, a smaller network or a smaller input.",
    )


def _try_step(
    size: int,
    module: nn.Module,
    objective: Objective,
    samples: Samples,
    recipe: Recipe,
    precision: Precision,
) -> None:
    own = copy.deepcopy(module)
    state = State(own, recipe, precision.scales_gradients)
    rows = np.arange(size) % len(samples)
    some = Samples(
        samples.inputs[rows],
        None if samples.targets is None else samples.targets[rows],
        tuple(map(str, rows)),
    )
    batch: Batch = next(
        DeviceBatches(some, batch_size=size, device=precision.device, shuffle=False).epoch(1)
    )
    one = recipe.model_copy(update={"accumulate": 1})
    Stepper(state, own, objective, one, precision)(batch, rate=0.0, steps=1)
    torch.cuda.synchronize()
