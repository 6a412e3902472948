"""Learning rates as numbers: what a schedule gives for each step, as a share of the largest.

A pure function of the step, so that a checkpoint holds nothing of it and a step costs a
microsecond. What a plateau takes off comes on top, as it depends on the validation.
"""

from __future__ import annotations

import math
from collections.abc import Callable

from netwright.interfaces.documents import (
    AnySchedule,
    ConstantSchedule,
    CosineSchedule,
    ExponentialSchedule,
    LinearSchedule,
    OneCycleSchedule,
    PlateauSchedule,
)

Rates = Callable[[int], float]
"""From the number of steps done, counted over all epochs, to a share from 0 to 1."""

_ONE_CYCLE_START = 1 / 25
_ONE_CYCLE_END = _ONE_CYCLE_START * 1e-4


def learning_rates(schedule: AnySchedule, epochs: int, steps_per_epoch: int) -> Rates:
    """What the schedule gives in a run of so many steps."""
    steps = epochs * steps_per_epoch
    warmup = schedule.warmup * (steps if schedule.warmup < 1 else steps_per_epoch)
    if isinstance(schedule, OneCycleSchedule):
        return lambda step: _one_cycle(step, up=warmup - 1, last=steps - 1)
    first = min(round(warmup), steps)
    after = _after_warmup(schedule, max(1, steps - first), steps_per_epoch)
    return lambda step: (step + 1) / (first + 1) if step < first else after(step - first)


def _after_warmup(schedule: AnySchedule, steps: int, steps_per_epoch: int) -> Rates:
    if isinstance(schedule, ConstantSchedule | PlateauSchedule):
        return lambda step: 1.0
    if isinstance(schedule, CosineSchedule):
        final = schedule.final
        return lambda step: _cosine(1.0, final, step / steps)
    if isinstance(schedule, LinearSchedule):
        final = schedule.final
        return lambda step: 1 + (final - 1) * step / steps
    assert not isinstance(schedule, OneCycleSchedule)
    every = 1 if isinstance(schedule, ExponentialSchedule) else schedule.step_size
    gamma = schedule.gamma
    return lambda step: gamma ** (step // steps_per_epoch // every)


def _one_cycle(step: int, up: float, last: int) -> float:
    if step <= up:
        return _cosine(_ONE_CYCLE_START, 1.0, step / up if up > 0 else 1.0)
    return _cosine(1.0, _ONE_CYCLE_END, (step - max(up, 0)) / max(1, last - max(up, 0)))


def _cosine(start: float, end: float, share: float) -> float:
    return end + (start - end) * (1 + math.cos(math.pi * share)) / 2
