"""What stands in for a pooling while it is exported gives what the pooling gives."""

import pytest
import torch
from torch import nn

from netwright.layers.onnx_pools import pool_forward

SIZES = range(1, 9)


def assert_same(module: nn.Module, *shape: int) -> None:
    input = torch.randn(2, *shape)
    forward = pool_forward(module)
    assert forward is not None
    torch.testing.assert_close(forward(input), module(input))


@pytest.mark.parametrize("go", SIZES)
@pytest.mark.parametrize("come", SIZES)
def test_adaptive_poolings_of_any_size_to_any_size(come: int, go: int) -> None:
    assert_same(nn.AdaptiveMaxPool1d(go), 3, come)
    assert_same(nn.AdaptiveMaxPool2d((go, None)), 3, come, 5)
    assert_same(nn.AdaptiveMaxPool3d((2, go, 1)), 3, 4, come, 5)
    assert_same(nn.AdaptiveAvgPool3d((go, 2, 3)), 2, come, 5, 4)
    assert_same(nn.Upsample(size=(go, 3, 2), mode="area"), 2, come, 4, 5)


@pytest.mark.parametrize("factor", [0.3, 0.5, 0.77, 1.5, (2.2, 1.0, 0.5)])
def test_upsampling_of_volumes_by_area(factor: float | tuple[float, ...]) -> None:
    assert_same(nn.Upsample(scale_factor=factor, mode="area"), 2, 4, 5, 7)


@pytest.mark.parametrize("count_include_pad", [True, False])
def test_average_pooling_with_a_divisor(count_include_pad: bool) -> None:
    options = {"divisor_override": 5, "count_include_pad": count_include_pad}
    assert_same(nn.AvgPool2d(3, 2, 1, **options), 2, 7, 8)
    assert_same(nn.AvgPool3d((1, 2, 3), **options), 2, 7, 8, 6)


def test_what_can_be_exported_stays_as_it_is() -> None:
    for module in (nn.MaxPool2d(2), nn.AvgPool2d(2), nn.AdaptiveAvgPool2d(7), nn.Upsample(4)):
        assert pool_forward(module) is None
