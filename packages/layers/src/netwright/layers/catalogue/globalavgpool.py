from __future__ import annotations

from typing import Any

from netwright.layers.families.global_pooling import GlobalPool
from netwright.layers.layer import Example, TensorType


class GlobalAvgPool(GlobalPool):
    """Averages each channel over all its places, in one to many dimensions, to one number."""

    formula = "[C,H,W] becomes [C]: out[c] = mean of input[c]"
    onnx = "ReduceMean"
    paper = "Lin, Chen and Yan, 2014"
    examples = (
        Example({}, (TensorType((3, 4, 5)),)),
        Example({}, (TensorType((2, 6)),)),
    )

    def forward(self, input: Any) -> Any:
        return input.flatten(2).mean(-1)
