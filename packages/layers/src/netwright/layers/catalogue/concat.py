from __future__ import annotations

from typing import Any

from pydantic import Field

from netwright.layers.axes import check_axis, module_axis
from netwright.layers.layer import Example, Layer, Misfit, TensorType


class Concat(Layer):
    """Lays two or more inputs one after the other along an axis."""

    category = "Merge"
    variadic = True
    formula = "out = [input_1, input_2, …] along dim"
    onnx = "Concat"
    examples = (
        Example({}, (TensorType((4, 5, 5)), TensorType((2, 5, 5)))),
        Example({"dim": -1}, (TensorType((3, 4)), TensorType((3, 1)), TensorType((3, 2)))),
    )

    dim: int = Field(
        0, ge=-8, le=7, description="The axis, not counting the batch; 0 is the channels."
    )

    def check(self, *inputs: TensorType) -> None:
        check_axis(self.dim, inputs[0])
        first = inputs[0].shape
        axis = self.dim % len(first)
        for index, other in enumerate(inputs[1:], start=1):
            if _without(other.shape, axis) != _without(first, axis):
                raise Misfit(
                    f"inputs that differ from {inputs[0]} only along axis {axis}",
                    str(other),
                    fix="give both the same sizes along the other axes, with pooling or padding.",
                    input=index,
                )

    def forward(self, *inputs: Any) -> Any:
        import torch

        return torch.cat(inputs, dim=module_axis(self.dim))


def _without(shape: tuple[int, ...], axis: int) -> tuple[int, ...]:
    return shape[:axis] + shape[axis + 1 :]
