from __future__ import annotations

from pydantic import Field

from netwright.layers.families.axes import check_axis, module_axis
from netwright.layers.families.fixes import setting
from netwright.layers.families.parameters import Axis
from netwright.layers.layer import Example, Layer, Misfit, TensorType


class Flatten(Layer):
    """Lays axes out in one row: all of them, so that a Linear layer can follow, or some."""

    category = "Shape"
    dtypes = ("float32", "int64")
    formula = "[C,H,W] becomes [C·H·W]"
    onnx = "Reshape"
    examples = (
        Example({}, (TensorType((2, 3, 4)),)),
        Example({"start_dim": 1}, (TensorType((2, 3, 4)),)),
        Example({"start_dim": 0, "end_dim": 1}, (TensorType((2, 3, 4)),)),
    )

    start_dim: Axis = Field(0, description="The first axis of the row, not counting the batch.")
    end_dim: Axis = Field(-1, description="The last axis of the row, not counting the batch.")

    def check(self, *inputs: TensorType) -> None:
        check_axis(self.start_dim, inputs[0], "start_dim")
        check_axis(self.end_dim, inputs[0], "end_dim")
        axes = len(inputs[0].shape)
        if self.start_dim % axes > self.end_dim % axes:
            raise Misfit(
                f"start_dim={self.start_dim} before end_dim={self.end_dim}",
                fix=setting("order them the other way round", start_dim=0, end_dim=-1),
            )

    def module_arguments(self) -> dict[str, int]:
        return {"start_dim": module_axis(self.start_dim), "end_dim": module_axis(self.end_dim)}
