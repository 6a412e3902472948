from __future__ import annotations

from pydantic import Field

from netwright.layers.families.axes import check_axis, module_axis
from netwright.layers.layer import Example, Layer, TensorType


class Softmax(Layer):
    """Turns numbers into probabilities that add up to one along an axis."""

    category = "Activation"
    takes = ("...,F",)
    formula = "out_i = exp(input_i) / Σ_j exp(input_j)"
    onnx = "Softmax"
    paper = "Bridle, 1990"
    examples = (
        Example({}, (TensorType((10,)),)),
        Example({"dim": 0}, (TensorType((3, 4, 4)),)),
    )

    dim: int = Field(
        -1, ge=-8, le=7, description="The axis, not counting the batch; -1 is the last one."
    )

    def check(self, *inputs: TensorType) -> None:
        check_axis(self.dim, inputs[0])

    def module_arguments(self) -> dict[str, int]:
        return {"dim": module_axis(self.dim)}
