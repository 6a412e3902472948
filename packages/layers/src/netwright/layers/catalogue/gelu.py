from __future__ import annotations

from typing import Literal

from pydantic import Field

from netwright.layers.layer import Example, Layer, TensorType


class GELU(Layer):
    """Weighs each value by the share of a normal distribution below it: ReLU's smooth cousin."""

    category = "Activation"
    keeps_type = True
    formula = "out = input · Φ(input), Φ the normal distribution function"
    onnx = "Gelu"
    paper = "Hendrycks and Gimpel, 2016"
    examples = (
        Example({}, (TensorType((4, 5)),)),
        Example({"approximate": "tanh"}, (TensorType((4,)),)),
    )

    approximate: Literal["none", "tanh"] = Field(
        "none", description="'tanh' computes a close, cheaper formula, as GPT-2 does."
    )
