"""What LayerNorm and RMSNorm share: they normalise over the last axes of each sample."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import Field
from pydantic.fields import FieldInfo

from netwright.layers.families.fixes import Fix
from netwright.layers.layer import Layer, Misfit, TensorType

_Size = Annotated[int, Field(ge=1, le=2**31 - 1)]
_Sizes = Annotated[tuple[_Size, ...], Field(min_length=1, max_length=8)]


class TrailingNorm(Layer):
    """The base of both: the size of the axes that are normalised together."""

    category = "Normalization"
    keeps_type = True
    takes = ("...,F",)

    normalized_shape: _Size | _Sizes | None = Field(
        None,
        description="The size of the last axis, or the sizes of several last axes as a list. "
        "Left out, it is the size of the input's last axis.",
        json_schema_extra={"inferred_axis": -1, "unit": "features", "input": 0},
    )

    def _infer(self, name: str, field: FieldInfo, inputs: tuple[TensorType, ...]) -> Any:
        wanted = self.normalized_shape
        if not isinstance(wanted, tuple):
            return super()._infer(name, field, inputs)
        axes = inputs[0].shape[-len(wanted) :]
        if axes != wanted:
            raise Misfit(
                f"last axes of sizes {TensorType(wanted)}, its {name}",
                str(TensorType(axes)),
                fix=Fix(f"leave {name} out, or set {name}={list(axes)}.", {name: axes}),
            )
        return wanted
