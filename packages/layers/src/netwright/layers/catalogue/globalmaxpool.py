from __future__ import annotations

from typing import Any

from netwright.layers.families.global_pooling import GlobalPool
from netwright.layers.layer import Example, TensorType


class GlobalMaxPool(GlobalPool):
    """Keeps the largest value of each channel, over all its places in one to many dimensions."""

    formula = "[C,H,W] becomes [C]: out[c] = max of input[c]"
    onnx = "ReduceMax"
    paper = "Oquab, Bottou, Laptev and Sivic, 2015"
    examples = (
        Example({}, (TensorType((3, 4, 5)),)),
        Example({}, (TensorType((2, 6)),)),
    )

    def forward(self, input: Any) -> Any:
        return input.flatten(2).amax(-1)
