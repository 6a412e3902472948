from __future__ import annotations

from typing import Any

from pydantic import Field

from netwright.layers.families.axes import module_axis
from netwright.layers.families.broadcasting import check_join
from netwright.layers.families.fixes import setting
from netwright.layers.families.parameters import Axis
from netwright.layers.layer import Example, Layer, Misfit, TensorType


class Stack(Layer):
    """Lays two or more inputs of one shape side by side, along a new axis."""

    category = "Merge"
    variadic = True
    dtypes = ("float32", "int64")
    formula = "[C,L] and [C,L] become [2,C,L]"
    onnx = "Concat, Unsqueeze"
    examples = (
        Example({}, (TensorType((3, 4)), TensorType((3, 4)))),
        Example({"dim": -1}, (TensorType((5,)), TensorType((5,)), TensorType((5,)))),
    )

    dim: Axis = Field(0, description="Where the new axis will stand, not counting the batch.")

    def check(self, *inputs: TensorType) -> None:
        check_join(lambda _, others: others, inputs)
        axes = len(inputs[0].shape)
        if not -axes - 1 <= self.dim <= axes:
            raise Misfit(
                f"at least {max(self.dim, -1 - self.dim)} axes to put one in at {self.dim}",
                f"{inputs[0]} with {axes}",
                fix=setting(dim=-1),
            )

    def forward(self, *inputs: Any) -> Any:
        import torch

        return torch.stack(inputs, dim=module_axis(self.dim))
