from __future__ import annotations

from typing import Any

from pydantic import Field

from netwright.layers.families.axes import module_axis
from netwright.layers.families.fixes import setting
from netwright.layers.families.parameters import Axis
from netwright.layers.layer import Example, Layer, Misfit, TensorType


class Unsqueeze(Layer):
    """Puts in an axis of size 1."""

    category = "Shape"
    dtypes = ("float32", "int64")
    formula = "[C,W] becomes [C,1,W] with dim=1"
    onnx = "Unsqueeze"
    examples = (
        Example({"dim": 0}, (TensorType((4,)),)),
        Example({"dim": -1}, (TensorType((3, 4)),)),
    )

    dim: Axis = Field(description="Where the new axis will stand, not counting the batch.")

    def check(self, *inputs: TensorType) -> None:
        axes = len(inputs[0].shape)
        if not -axes - 1 <= self.dim <= axes:
            raise Misfit(
                f"at least {max(self.dim, -1 - self.dim)} axes to put one in at {self.dim}",
                f"{inputs[0]} with {axes}",
                fix=setting(dim=-1),
            )

    def forward(self, input: Any) -> Any:
        return input.unsqueeze(module_axis(self.dim))
