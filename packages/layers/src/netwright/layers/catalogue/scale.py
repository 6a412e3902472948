from __future__ import annotations

from typing import Any

from pydantic import Field
from pydantic.fields import FieldInfo

from netwright.layers.families.axes import check_axis, module_axis
from netwright.layers.families.parameters import Axis
from netwright.layers.layer import Example, Layer, TensorType, inferred


class Scale(Layer):
    """Multiplies by a learned factor, one for each channel or one for all, and may shift."""

    category = "Normalization"
    module = "netwright.layers.modules.scale"
    takes = ("...,F",)
    formula = "out = input · weight + bias"
    onnx = "Mul, Add"
    paper = "Touvron, Cord, Sablayrolles, Synnaeve and Jégou, 2021 (LayerScale)"
    examples = (
        Example({}, (TensorType((3, 4, 4)),)),
        Example({"dim": -1, "bias": True, "init": 1e-4}, (TensorType((5, 6)),)),
        Example({"per_channel": False, "bias": True}, (TensorType((5,)),)),
    )

    per_channel: bool = Field(True, description="Learn a factor for each place along dim.")
    dim: Axis = Field(
        0, description="The axis of the channels, not counting the batch; -1 for features."
    )
    bias: bool = Field(False, description="Learn what to add, too.")
    init: float = Field(1.0, ge=-1e6, le=1e6, description="What each factor starts as.")
    num_features: int | None = inferred(axis=0, unit="factors")

    def _infer(self, name: str, field: FieldInfo, inputs: tuple[TensorType, ...]) -> Any:
        check_axis(self.dim, inputs[0])
        factors = inputs[0].shape[self.dim] if self.per_channel else 1
        return super()._infer(name, field, (TensorType((factors,)),))

    def module_arguments(self) -> dict[str, Any]:
        return {
            "num_features": self.num_features,
            "dim": module_axis(self.dim),
            "bias": self.bias,
            "init": self.init,
        }
