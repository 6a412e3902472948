from __future__ import annotations

from pydantic import Field

from netwright.layers.layer import Example, Layer, TensorType


class LeakyReLU(Layer):
    """Keeps what is positive and shrinks the rest, so that no unit stops learning."""

    category = "Activation"
    keeps_type = True
    formula = "out = input if input > 0 else negative_slope · input"
    onnx = "LeakyRelu"
    paper = "Maas, Hannun and Ng, 2013"
    examples = (Example({"negative_slope": 0.2}, (TensorType((4, 5)),)),)

    negative_slope: float = Field(
        0.01, ge=-10, le=10, description="What negative values are multiplied by."
    )
