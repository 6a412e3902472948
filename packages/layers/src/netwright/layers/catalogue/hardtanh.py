from __future__ import annotations

from pydantic import Field, model_validator

from netwright.interfaces.documents.problems import Invalid
from netwright.layers.families.fixes import setting
from netwright.layers.layer import Example, Layer, TensorType


class Hardtanh(Layer):
    """Keeps what lies between two limits and cuts off the rest."""

    category = "Activation"
    keeps_type = True
    formula = "out = min(max(min_val, input), max_val)"
    onnx = "Clip"
    paper = "Collobert, 2004"
    examples = (Example({"min_val": -0.5, "max_val": 2.0}, (TensorType((4, 5)),)),)

    min_val: float = Field(-1.0, ge=-1e6, le=1e6, description="The least value that comes out.")
    max_val: float = Field(1.0, ge=-1e6, le=1e6, description="The greatest value that comes out.")

    @model_validator(mode="after")
    def _limits_are_in_order(self) -> Hardtanh:
        if self.min_val >= self.max_val:
            raise Invalid(
                f"min_val {self.min_val} is not less than max_val {self.max_val}",
                fix=setting(max_val=self.min_val + 1),
            )
        return self
