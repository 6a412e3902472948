from __future__ import annotations

from typing import Any

from pydantic import Field, model_validator

from netwright.layers.families.axes import check_axis, module_axis
from netwright.layers.families.element_counts import check_holds, check_sizes
from netwright.layers.families.parameters import Axis, NewShape
from netwright.layers.layer import Example, Layer, TensorType


class Unflatten(Layer):
    """Breaks one axis into several: turns a row of numbers into an image, for example."""

    category = "Shape"
    dtypes = ("float32", "int64")
    formula = "[C·H·W] becomes [C,H,W] with unflattened_size=[C,H,W]"
    onnx = "Reshape"
    examples = (
        Example({"dim": 0, "unflattened_size": (2, 3, 4)}, (TensorType((24,)),)),
        Example({"dim": -1, "unflattened_size": (2, -1)}, (TensorType((3, 8)),)),
    )

    dim: Axis = Field(description="The axis to break, not counting the batch; 0 is the first.")
    unflattened_size: NewShape = Field(
        description="The sizes of the new axes; one may be -1 and is then worked out."
    )

    @model_validator(mode="after")
    def _leaves_one_size_open(self) -> Unflatten:
        check_sizes(self.unflattened_size, "unflattened_size")
        return self

    def check(self, *inputs: TensorType) -> None:
        check_axis(self.dim, inputs[0])
        elements = inputs[0].shape[self.dim]
        check_holds(self.unflattened_size, "unflattened_size", elements, inputs[0])

    def module_arguments(self) -> dict[str, Any]:
        return {"dim": module_axis(self.dim), "unflattened_size": self.unflattened_size}
