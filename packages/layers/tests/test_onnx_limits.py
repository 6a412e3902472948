"""What a layer says cannot be exported indeed cannot: else it should say so no more."""

from typing import Any

import pytest

from netwright.layers import Example, TensorType, build, check, layer_type
from netwright.layers.testing import example_network
from netwright.layers.testing.onnx import assert_same_in_onnxruntime

LIMITS: list[tuple[str, dict[str, Any], tuple[int, ...]]] = [
    (
        "AvgPool2d",
        {"kernel_size": 2, "divisor_override": 3, "ceil_mode": True},
        (2, 7, 7),
    ),
    (
        "ConvTranspose1d",
        {"out_channels": 2, "kernel_size": 2, "dilation": 2, "output_padding": 1},
        (2, 5),
    ),
]


@pytest.mark.parametrize(("op", "params", "shape"), LIMITS)
def test_limit_is_told_and_true(op: str, params: dict[str, Any], shape: tuple[int, ...]) -> None:
    kind, inputs = layer_type(op), (TensorType(shape),)
    checked = check(example_network(kind, Example(params, inputs)))
    assert kind.from_params(params).resolve(*inputs).onnx_problem(*inputs)
    with pytest.raises(Exception, match=r"match|output_padding"):
        assert_same_in_onnxruntime(build(checked).eval(), checked)
