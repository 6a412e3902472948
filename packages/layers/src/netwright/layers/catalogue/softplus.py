from __future__ import annotations

from pydantic import Field

from netwright.layers.layer import Example, Layer, TensorType


class Softplus(Layer):
    """A smooth ReLU whose result is always positive, as a scale or a variance must be."""

    category = "Activation"
    keeps_type = True
    formula = "out = log(1 + exp(beta · input)) / beta; input where beta · input > threshold"
    onnx = "Softplus, Mul, Greater, Where, Div"
    paper = "Dugas, Bengio, Bélisle, Nadeau and Garcia, 2001"
    examples = (Example({"beta": 2.0, "threshold": 3.0}, (TensorType((4, 5)),)),)

    beta: float = Field(1.0, ge=1e-3, le=1_000, description="How sharp the bend at zero is.")
    threshold: float = Field(
        20.0, ge=0, le=80, description="Above it, beta · input counts as straight."
    )
