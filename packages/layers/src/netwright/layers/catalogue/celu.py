from __future__ import annotations

from pydantic import Field

from netwright.layers.layer import Example, Layer, TensorType


class CELU(Layer):
    """An ELU without a kink at zero, whatever alpha is."""

    category = "Activation"
    keeps_type = True
    formula = "out = max(0, input) + min(0, alpha · (exp(input / alpha) - 1))"
    onnx = "Celu"
    paper = "Barron, 2017"
    examples = (Example({"alpha": 0.5}, (TensorType((4, 5)),)),)

    alpha: float = Field(
        1.0, ge=1e-3, le=100, description="How far below zero very negative values end up."
    )
