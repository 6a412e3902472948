from __future__ import annotations

from typing import Annotated

from pydantic import Field

from netwright.layers.families.fixes import setting
from netwright.layers.layer import Example, Layer, Misfit, TensorType, inferred


class LearnedPositionalEncoding(Layer):
    """Adds a learned vector to each step of a sequence, so that attention can tell places apart."""

    category = "Sequence"
    takes = ("L,F",)
    module = "netwright.layers.modules.learnedpositionalencoding"
    formula = "out[l] = input[l] + weight[l]"
    onnx = "Add"
    paper = "Gehring, Auli, Grangier, Yarats and Dauphin, 2017"
    examples = (
        Example({"max_length": 6}, (TensorType((6, 8)),)),
        Example({"max_length": 9}, (TensorType((4, 5)),)),
    )

    max_length: Annotated[int, Field(ge=1, le=16_777_216)] = Field(
        description="How many steps a sequence may have at most."
    )
    features: int | None = inferred(axis=1, unit="features")

    def check(self, *inputs: TensorType) -> None:
        length = inputs[0].shape[0]
        if length > self.max_length:
            raise Misfit(
                f"at most {self.max_length} steps, its max_length",
                str(length),
                fix=setting(max_length=length),
            )
