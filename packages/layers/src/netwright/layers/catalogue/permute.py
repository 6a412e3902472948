from __future__ import annotations

from typing import Any

from pydantic import Field

from netwright.layers.families.axes import check_axis
from netwright.layers.families.fixes import setting
from netwright.layers.families.parameters import AxisOrder
from netwright.layers.layer import Example, Layer, Misfit, TensorType


class Permute(Layer):
    """Puts the axes into another order."""

    category = "Shape"
    dtypes = ("float32", "int64")
    formula = "[C,H,W] becomes [H,W,C] with dims=[1,2,0]"
    onnx = "Transpose"
    examples = (
        Example({"dims": (1, 2, 0)}, (TensorType((2, 3, 4)),)),
        Example({"dims": (-1, 0)}, (TensorType((3, 5)),)),
    )

    dims: AxisOrder = Field(description="For each new axis the old one, not counting the batch.")

    def check(self, *inputs: TensorType) -> None:
        check_axis(0, inputs[0])  # There is an axis at all.
        axes = len(inputs[0].shape)
        within = [dim % axes for dim in self.dims if -axes <= dim < axes]
        if sorted(within) != list(range(axes)) or len(within) != len(self.dims):
            raise Misfit(
                f"an input with the axes {list(self.dims)}, each once",
                f"{inputs[0]} with {axes}, the batch not counted",
                fix=setting(dims=self._fitting(within, axes)),
            )

    def _fitting(self, within: list[int], axes: int) -> tuple[int, ...]:
        if self.dims[:1] == (0,) and sorted(self.dims) == list(range(axes + 1)):
            return tuple(dim - 1 for dim in self.dims[1:])  # As torch writes it, batch first.
        once = dict.fromkeys(within)
        return (*once, *(axis for axis in range(axes) if axis not in once))

    def forward(self, input: Any) -> Any:
        axes = len(self.dims)
        return input.permute(0, *(dim % axes + 1 for dim in self.dims))
