from __future__ import annotations

import functools
import operator
from typing import Any

from netwright.layers.families.broadcasting import check_broadcast
from netwright.layers.layer import Example, Layer, TensorType


class Multiply(Layer):
    """Multiplies two or more inputs, element by element: a gate, for example."""

    category = "Merge"
    variadic = True
    dtypes = ("float32", "int64")
    formula = "out = input_1 · input_2 · …"
    onnx = "Mul"
    paper = "Hu, Shen and Sun, 2018 (squeeze and excitation)"
    examples = (
        Example({}, (TensorType((4, 5, 5)), TensorType((4, 1, 1)))),
        Example({}, (TensorType((3, 4)), TensorType((3, 4)), TensorType((3, 4)))),
    )

    def check(self, *inputs: TensorType) -> None:
        check_broadcast(*inputs)

    def forward(self, *inputs: Any) -> Any:
        return functools.reduce(operator.mul, inputs)
