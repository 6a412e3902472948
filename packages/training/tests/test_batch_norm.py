"""Batch norms over a group give what torch's give over all samples."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import torch
from torch import distributed, nn

from netwright.training.batch_norm import GroupBatchNorm, batch_norms_over_all


@pytest.fixture(autouse=True)
def group_of_one() -> Iterator[None]:
    distributed.init_process_group("gloo", store=distributed.HashStore(), rank=0, world_size=1)
    yield
    distributed.destroy_process_group()


def outcome(module: nn.Module, x: torch.Tensor) -> list[torch.Tensor]:
    """What comes out, flows back and is kept, of two steps."""
    x = x.clone().requires_grad_()
    for weight in module.parameters():
        weight.grad = None
    for _ in range(2):
        given = module(x)
        (given.float() * torch.linspace(-1, 1, given.numel()).view_as(given)).sum().backward()
    grads = [weight.grad for weight in module.parameters()]
    return [given, x.grad, *grads, *(buffer.clone() for buffer in module.buffers())]  # type: ignore[list-item]


@pytest.mark.parametrize(
    "norm",
    [
        nn.BatchNorm1d(3),
        nn.BatchNorm2d(3, momentum=None),
        nn.BatchNorm2d(3, affine=False),
        nn.BatchNorm3d(3, track_running_stats=False, eps=1e-3),
    ],
    ids=repr,
)
def test_it_gives_what_torchs_own_gives(norm: nn.modules.batchnorm._BatchNorm) -> None:
    axes = {nn.BatchNorm1d: (), nn.BatchNorm2d: (4, 5), nn.BatchNorm3d: (4, 5, 2)}[type(norm)]  # type: ignore[index]
    x = torch.randn(6, 3, *axes, generator=torch.Generator().manual_seed(2)) * 3 + 20
    other = nn.Sequential(
        type(norm)(3, norm.eps, norm.momentum, norm.affine, norm.track_running_stats)
    )
    expected = outcome(nn.Sequential(norm), x)
    with batch_norms_over_all(other):
        assert isinstance(other[0], GroupBatchNorm)
        found = outcome(other, x)
        other.eval()
    for value, wanted in zip(found, expected, strict=True):
        torch.testing.assert_close(value, wanted, rtol=1e-5, atol=1e-4)
    norm.eval()
    assert type(other[0]) is type(norm)
    torch.testing.assert_close(other(x), norm(x), rtol=1e-5, atol=1e-4)


def test_half_precision_comes_out_as_it_went_in() -> None:
    module = nn.Sequential(nn.BatchNorm2d(3))
    x = torch.randn(6, 3, 4, 5).bfloat16().contiguous(memory_format=torch.channels_last)
    expected = outcome(module, x)
    with batch_norms_over_all(other := nn.Sequential(nn.BatchNorm2d(3))):
        found = outcome(other, x)
    assert found[0].is_contiguous(memory_format=torch.channels_last)
    for value, wanted in zip(found, expected, strict=True):
        assert value.dtype == wanted.dtype
        torch.testing.assert_close(value.float(), wanted.float(), rtol=0.02, atol=0.05)


def test_norms_within_parts_have_the_same_weights_and_are_put_back() -> None:
    module = nn.Sequential(nn.Sequential(nn.Conv2d(1, 2, 3), nn.BatchNorm2d(2)))
    own, state = module[0][1], module.state_dict()
    with batch_norms_over_all(module):
        assert module[0][1].weight is own.weight
        assert module.state_dict().keys() == state.keys()
    assert module[0][1] is own
