from __future__ import annotations

from typing import Any

from pydantic import Field

from netwright.layers.families.axes import check_axis, module_axis
from netwright.layers.families.fixes import setting
from netwright.layers.families.parameters import Axes
from netwright.layers.layer import Example, Layer, Misfit, TensorType


class Mean(Layer):
    """Averages over one axis or several, and drops them."""

    category = "Shape"
    formula = "[C,H,W] becomes [C] with dim=[1,2]: out = mean of input over dim"
    onnx = "ReduceMean"
    examples = (
        Example({"dim": (1, 2)}, (TensorType((3, 4, 4)),)),
        Example({"dim": -1, "keepdim": True}, (TensorType((3, 5)),)),
    )

    dim: Axes = Field(description="The axis, or several as a list, not counting the batch.")
    keepdim: bool = Field(False, description="Keep the axes, with size 1.")

    def check(self, *inputs: TensorType) -> None:
        axes = len(inputs[0].shape)
        if max(self._dims()) == axes and min(self._dims()) > 0:
            raise Misfit(
                f"an input with an axis {axes}",
                f"{inputs[0]} with {axes}, the batch not counted",
                fix=setting(dim=tuple(dim - 1 for dim in self._dims())),
            )
        for dim in self._dims():
            check_axis(dim, inputs[0])
        places = [dim % axes for dim in self._dims()]
        if len(set(places)) < len(places):
            raise Misfit(
                f"as many axes as dim={list(self._dims())}",
                f"{inputs[0]}, of which that names one twice",
                fix=setting(dim=tuple(dict.fromkeys(places))),
            )

    def forward(self, input: Any) -> Any:
        return input.mean([module_axis(dim) for dim in self._dims()], keepdim=self.keepdim)

    def _dims(self) -> tuple[int, ...]:
        return (self.dim,) if isinstance(self.dim, int) else self.dim
