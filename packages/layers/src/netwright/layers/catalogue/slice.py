from __future__ import annotations

from typing import Any

from pydantic import Field

from netwright.layers.families.axes import check_axis
from netwright.layers.families.fixes import setting
from netwright.layers.families.parameters import Axis, Count, Index
from netwright.layers.layer import Example, Layer, Misfit, TensorType


class Slice(Layer):
    """Takes a stretch of an axis, every place of it or every n-th."""

    category = "Shape"
    dtypes = ("float32", "int64")
    formula = "out = input[start:stop:step] along dim, as Python counts"
    onnx = "Slice"
    examples = (
        Example({"dim": 0, "start": 1, "stop": 3}, (TensorType((5, 4)),)),
        Example({"dim": -2, "start": -4, "step": 2}, (TensorType((2, 5, 3)),)),
    )

    dim: Axis = Field(0, description="The axis, not counting the batch; 0 is the first.")
    start: Index = Field(0, description="The first place; negative counts from the end.")
    stop: Index | None = Field(
        None, description="The place after the last one. Left out: up to the end."
    )
    step: Count = Field(1, description="From one place that is taken to the next.")

    def check(self, *inputs: TensorType) -> None:
        check_axis(self.dim, inputs[0])
        size = inputs[0].shape[self.dim]
        start, stop, step = slice(self.start, self.stop, self.step).indices(size)
        if not range(start, stop, step):
            end = "on" if self.stop is None else f"up to {self.stop}"
            raise Misfit(
                f"places from {self.start} {end} along axis {self.dim}",
                f"{size}, of which that takes none",
                fix=setting(start=0, stop=size),
            )

    def forward(self, input: Any) -> Any:
        everything = slice(None)
        stretch = slice(self.start, self.stop, self.step)
        if self.dim < 0:
            return input[(..., stretch, *(everything,) * (-1 - self.dim))]
        return input[(everything,) * (self.dim + 1) + (stretch,)]
