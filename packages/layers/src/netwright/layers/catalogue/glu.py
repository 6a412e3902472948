from __future__ import annotations

from pydantic import Field

from netwright.layers.families.axes import check_axis, module_axis
from netwright.layers.families.fixes import call, putting
from netwright.layers.families.ranks import resizing
from netwright.layers.layer import Example, Layer, Misfit, Shape, TensorType


class GLU(Layer):
    """Splits an axis into two halves; the second, as a gate of 0 to 1, weighs the first."""

    category = "Activation"
    takes = ("...,F",)
    formula = "out = a · σ(b), [a, b] = input in halves along dim, σ the sigmoid"
    onnx = "Split, Sigmoid, Mul"
    paper = "Dauphin, Fan, Auli and Grangier, 2017"
    examples = (
        Example({}, (TensorType((6,)),)),
        Example({"dim": 0}, (TensorType((4, 3, 3)),)),
    )

    dim: int = Field(
        -1, ge=-8, le=7, description="The axis to halve, not counting the batch; -1 is the last."
    )

    def check(self, *inputs: TensorType) -> None:
        check_axis(self.dim, inputs[0])
        shape = inputs[0].shape
        if shape[self.dim] % 2:
            raise Misfit(
                f"an even size along axis {self.dim}",
                str(shape[self.dim]),
                fix=_fix(shape, self.dim),
            )

    def module_arguments(self) -> dict[str, int]:
        return {"dim": module_axis(self.dim)}


def _fix(shape: Shape, dim: int) -> str:
    even = resizing(shape, dim, shape[dim] + 1)
    if even is None:
        return putting(call("Linear", out_features=shape[-1] + shape[-1] % 2), dim=-1)
    return putting(even)
