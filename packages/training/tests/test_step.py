"""One step: accumulation, clipping, averaging and precision."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
import torch
from torch import nn

from netwright.data import Prepared
from netwright.data.batches import Batch, DeviceBatches
from netwright.interfaces.documents import SGD, Recipe
from netwright.layers import build, builder
from netwright.training.averaging import Average
from netwright.training.objectives import objective_for
from netwright.training.precision import choose_precision
from netwright.training.state import State
from netwright.training.step import Stepper, split

CPU = torch.device("cpu")


def small_network() -> nn.Module:
    """A network whose result for a sample does not depend on the others of its batch."""
    torch.manual_seed(5)
    image = builder.input("image", (1, 8, 8))
    x = builder.relu(builder.conv2d(image, 4, kernel_size=3))
    return build(builder.network(logits=builder.linear(builder.flatten(x), 10)))


def after_steps(digits: Prepared, steps: int = 3, **keys: Any) -> nn.Module:
    """The network after some steps of at most 60 samples, whatever the parts they come in."""
    recipe = Recipe(**{"optimizer": SGD(learning_rate=0.1), **keys})
    module, objective = small_network(), objective_for(digits.document, recipe)
    precision = choose_precision(recipe, CPU)
    state = State(module, recipe, precision.scales_gradients)
    take_step = Stepper(state, module, objective, recipe, precision)
    batches = DeviceBatches(digits.train, batch_size=60, seed=2).epoch(1)
    for step, batch in zip(range(1, steps + 1), batches, strict=False):
        take_step(batch, rate=1.0, steps=step)
    return state.exported


def weights(module: nn.Module) -> torch.Tensor:
    return torch.cat([p.detach().flatten() for p in module.parameters()])


@pytest.mark.parametrize("parts", [2, 7])
def test_accumulated_batches_step_as_one_large_batch(digits: Prepared, parts: int) -> None:
    whole, accumulated = after_steps(digits), after_steps(digits, accumulate=parts)
    torch.testing.assert_close(weights(accumulated), weights(whole), rtol=1e-4, atol=1e-6)


@pytest.mark.parametrize(
    ("samples", "parts", "sizes"), [(7, 3, [2, 2, 3]), (3, 4, [3]), (1, 2, [1])]
)
def test_a_batch_is_split_evenly_and_no_part_has_a_single_sample(
    samples: int, parts: int, sizes: list[int]
) -> None:
    batch = Batch(torch.arange(samples), torch.arange(samples), np.arange(samples))
    found = split(batch, parts)
    assert [len(part) for part in found] == sizes
    assert torch.equal(torch.cat([part.inputs for part in found]), batch.inputs)


def test_a_long_gradient_is_shortened_to_the_norm_that_was_asked_for(digits: Prepared) -> None:
    plain = SGD(learning_rate=1.0, momentum=0.0, weight_decay=0.0)
    start = weights(small_network())
    moved = weights(after_steps(digits, steps=1, optimizer=plain, clip_norm=0.01)) - start
    free = weights(after_steps(digits, steps=1, optimizer=plain)) - start
    assert moved.norm().item() == pytest.approx(0.01, rel=1e-3)
    torch.testing.assert_close(moved / moved.norm(), free / free.norm(), rtol=1e-3, atol=1e-4)


def test_the_average_follows_the_weights_and_takes_over_the_statistics() -> None:
    module = nn.Sequential(nn.Linear(2, 2), nn.BatchNorm1d(2))
    average = Average(module, decay=0.5)
    before = module[0].weight.detach().clone()
    with torch.no_grad():
        module[0].weight += 1
        module[1].running_mean.fill_(3)
    average.update(steps=1000)
    torch.testing.assert_close(average.module[0].weight, before + 0.5)
    assert torch.equal(average.module[1].running_mean, module[1].running_mean)
    assert not average.module.training


def test_the_averages_first_steps_count_for_more() -> None:
    module = nn.Linear(1, 1, bias=False)
    average = Average(module, decay=0.999)
    with torch.no_grad():
        module.weight.fill_(1.0)
        average.module.weight.fill_(0.0)
    average.update(steps=1)
    assert average.module.weight.item() == pytest.approx(1 - 2 / 11)


@pytest.mark.parametrize("precision", ["bf16", "fp16"])
def test_half_precision_moves_fp32_weights_nearly_as_fp32_does(
    digits: Prepared, precision: str
) -> None:
    start, full = weights(small_network()), weights(after_steps(digits))
    half = weights(after_steps(digits, precision=precision))
    assert half.dtype == torch.float32
    similarity = torch.cosine_similarity(half - start, full - start, dim=0)
    assert 0.99 < similarity.item() < 1


def test_what_the_device_lacks_falls_back_with_a_word() -> None:
    found = choose_precision(Recipe(precision="tf32"), CPU)
    assert (found.name, found.why) == ("fp32", "fp32: cpu has no tf32 of its own")
    automatic = choose_precision(Recipe(precision="auto"), CPU)
    assert automatic.name in ("bf16", "fp32")
    assert automatic.why.startswith(automatic.name)
