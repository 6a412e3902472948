from __future__ import annotations

import functools
from typing import Any

from netwright.layers.families.broadcasting import check_broadcast
from netwright.layers.layer import Example, Layer, TensorType


class Maximum(Layer):
    """Keeps the largest of two or more inputs, element by element."""

    category = "Merge"
    variadic = True
    dtypes = ("float32", "int64")
    formula = "out = max(input_1, input_2, …)"
    onnx = "Max"
    paper = "Goodfellow, Warde-Farley, Mirza, Courville and Bengio, 2013 (maxout)"
    examples = (
        Example({}, (TensorType((4, 5, 5)), TensorType((4, 5, 5)))),
        Example({}, (TensorType((3, 4)), TensorType((1, 4)), TensorType((3, 1)))),
    )

    def check(self, *inputs: TensorType) -> None:
        check_broadcast(*inputs)

    def forward(self, *inputs: Any) -> Any:
        import torch

        return functools.reduce(torch.maximum, inputs)
