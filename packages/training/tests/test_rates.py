"""Learning rates, beside those of torch's own schedulers."""

from __future__ import annotations

from collections.abc import Callable

import pytest
import torch
from torch.optim import lr_scheduler as torchs

from netwright.interfaces.documents import (
    AnySchedule,
    ConstantSchedule,
    CosineSchedule,
    ExponentialSchedule,
    LinearSchedule,
    OneCycleSchedule,
    StepSchedule,
)
from netwright.training.rates import learning_rates

EPOCHS, STEPS = 7, 5
TOTAL = EPOCHS * STEPS


def rates_of(make: Callable[[torch.optim.Optimizer], torchs.LRScheduler]) -> list[float]:
    """What a scheduler of torch gives in each step, as shares of a learning rate of 1."""
    optimizer = torch.optim.SGD([torch.nn.Parameter(torch.zeros(1))], lr=1.0)
    scheduler, found = make(optimizer), []
    for _ in range(TOTAL):
        found.append(optimizer.param_groups[0]["lr"])
        optimizer.step()
        scheduler.step()
    return found


@pytest.mark.parametrize(
    ("schedule", "make"),
    [
        (ConstantSchedule(), lambda o: torchs.ConstantLR(o, factor=1.0)),
        (
            StepSchedule(step_size=2, gamma=0.5),
            lambda o: torchs.StepLR(o, step_size=2 * STEPS, gamma=0.5),
        ),
        (CosineSchedule(final=0.1), lambda o: torchs.CosineAnnealingLR(o, TOTAL, eta_min=0.1)),
        (OneCycleSchedule(), lambda o: torchs.OneCycleLR(o, max_lr=1.0, total_steps=TOTAL)),
        (
            OneCycleSchedule(warmup=2),
            lambda o: torchs.OneCycleLR(o, max_lr=1.0, total_steps=TOTAL, pct_start=2 / EPOCHS),
        ),
        (
            LinearSchedule(final=0.2),
            lambda o: torchs.LinearLR(o, 1.0, end_factor=0.2, total_iters=TOTAL),
        ),
        (
            ExponentialSchedule(gamma=0.8),
            lambda o: torchs.StepLR(o, step_size=STEPS, gamma=0.8),
        ),
    ],
    ids=lambda value: getattr(value, "name", ""),
)
def test_rates_are_those_of_torch(
    schedule: AnySchedule, make: Callable[[torch.optim.Optimizer], torchs.LRScheduler]
) -> None:
    rates = learning_rates(schedule, EPOCHS, STEPS)
    assert [rates(step) for step in range(TOTAL)] == pytest.approx(rates_of(make), abs=1e-12)


@pytest.mark.parametrize("warmup", [0.4, 2.8])
def test_warm_up_is_a_line_after_which_the_schedule_has_the_rest(warmup: float) -> None:
    rates = learning_rates(CosineSchedule(warmup=warmup), EPOCHS, STEPS)
    found = [rates(step) for step in range(TOTAL)]
    assert found[:15] == pytest.approx([(step + 1) / 15 for step in range(15)])
    rest = learning_rates(CosineSchedule(), 1, TOTAL - 14)
    assert found[14:] == pytest.approx([rest(step) for step in range(TOTAL - 14)])


@pytest.mark.parametrize("warmup", [0, 0.001, 0.5, 1, 50])
@pytest.mark.parametrize("schedule", [OneCycleSchedule, CosineSchedule, StepSchedule])
@pytest.mark.parametrize("steps", [1, 2, 9])
def test_any_warm_up_gives_shares(schedule: type[AnySchedule], warmup: float, steps: int) -> None:
    rates = learning_rates(schedule(warmup=warmup), 1, steps)
    assert all(0 <= rates(step) <= 1 + 1e-12 for step in range(steps))
