from __future__ import annotations

from typing import Any

from pydantic import Field

from netwright.layers.families.axes import check_axis, module_axis
from netwright.layers.families.fixes import call, putting, setting
from netwright.layers.families.parameters import Axis
from netwright.layers.layer import Example, Layer, Misfit, TensorType


class Squeeze(Layer):
    """Drops an axis of size 1."""

    category = "Shape"
    dtypes = ("float32", "int64")
    formula = "[C,1,W] becomes [C,W] with dim=1"
    onnx = "Squeeze"
    examples = (
        Example({"dim": 0}, (TensorType((1, 4)),)),
        Example({"dim": -2}, (TensorType((3, 1, 4)),)),
    )

    dim: Axis = Field(description="The axis to drop, not counting the batch.")

    def check(self, *inputs: TensorType) -> None:
        check_axis(self.dim, inputs[0])
        size = inputs[0].shape[self.dim]
        if size != 1:
            raise Misfit(
                f"size 1 along axis {self.dim}", f"{size} in {inputs[0]}", fix=self._fix(inputs[0])
            )

    def _fix(self, given: TensorType) -> str:
        if 1 in given.shape:
            return setting(dim=given.shape.index(1))
        if given.dtype == "int64":  # Whole numbers have no mean.
            return putting(call("Slice", dim=self.dim, stop=1))
        return putting(call("Mean", dim=self.dim, keepdim=True))

    def forward(self, input: Any) -> Any:
        return input.squeeze(module_axis(self.dim))
