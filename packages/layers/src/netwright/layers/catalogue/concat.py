from __future__ import annotations

from typing import Any

from pydantic import Field

from netwright.layers.families.axes import check_axis, module_axis
from netwright.layers.families.broadcasting import check_join, most_axes
from netwright.layers.families.parameters import Axis
from netwright.layers.layer import Example, Layer, Shape, TensorType


class Concat(Layer):
    """Lays two or more inputs one after the other along an axis."""

    category = "Merge"
    variadic = True
    dtypes = ("float32", "int64")
    formula = "out = [input_1, input_2, …] along dim"
    onnx = "Concat"
    examples = (
        Example({}, (TensorType((4, 5, 5)), TensorType((2, 5, 5)))),
        Example({"dim": -1}, (TensorType((3, 4)), TensorType((3, 1)), TensorType((3, 2)))),
    )

    dim: Axis = Field(0, description="The axis, not counting the batch; 0 is the channels.")

    def check(self, *inputs: TensorType) -> None:
        leader = most_axes(inputs)
        check_axis(self.dim, inputs[leader], input=leader)
        axis = self.dim % len(inputs[leader].shape)

        def alike_but_for_dim(shape: Shape, others: Shape) -> Shape:
            return (*others[:axis], shape[axis], *others[axis + 1 :])

        check_join(alike_but_for_dim, inputs, f" but for axis {axis}")

    def forward(self, *inputs: Any) -> Any:
        import torch

        return torch.cat(inputs, dim=module_axis(self.dim))
