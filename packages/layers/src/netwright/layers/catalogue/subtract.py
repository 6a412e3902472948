from __future__ import annotations

from typing import Any

from netwright.layers.families.broadcasting import check_broadcast
from netwright.layers.layer import Example, Layer, TensorType


class Subtract(Layer):
    """Takes the second input from the first, element by element."""

    category = "Merge"
    input_names = ("input", "other")
    dtypes = ("float32", "int64")
    formula = "out = input - other"
    onnx = "Sub"
    examples = (
        Example({}, (TensorType((4, 5, 5)), TensorType((4, 5, 5)))),
        Example({}, (TensorType((3, 4)), TensorType((3, 1)))),
    )

    def check(self, *inputs: TensorType) -> None:
        check_broadcast(*inputs)

    def forward(self, input: Any, other: Any) -> Any:
        return input - other
