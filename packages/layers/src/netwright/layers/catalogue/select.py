from __future__ import annotations

from typing import Any

from pydantic import Field

from netwright.layers.families.axes import check_axis, module_axis
from netwright.layers.families.fixes import setting
from netwright.layers.families.parameters import Axis, Index
from netwright.layers.layer import Example, Layer, Misfit, TensorType


class Select(Layer):
    """Takes one place of an axis and drops the axis: the last step of a sequence, for example."""

    category = "Shape"
    dtypes = ("float32", "int64")
    formula = "[L,F] becomes [F] with dim=0: out = input[index]"
    onnx = "Gather"
    examples = (
        Example({"dim": 0, "index": -1}, (TensorType((5, 4)),)),
        Example({"dim": -1, "index": 2}, (TensorType((2, 3, 4)),)),
    )

    dim: Axis = Field(description="The axis, not counting the batch.")
    index: Index = Field(description="Which place of it; 0 is the first, -1 the last.")

    def check(self, *inputs: TensorType) -> None:
        check_axis(self.dim, inputs[0])
        size = inputs[0].shape[self.dim]
        if not -size <= self.index < size:
            raise Misfit(
                f"a place {self.index} along axis {self.dim}",
                f"{size} places, from 0 to {size - 1}",
                fix=setting(index=-1 if self.index > 0 else 0),
            )

    def forward(self, input: Any) -> Any:
        return input.select(module_axis(self.dim), self.index)
