from __future__ import annotations

from pydantic import Field

from netwright.layers.layer import Example, Layer, TensorType


class ELU(Layer):
    """Keeps what is positive and bends the rest smoothly towards -alpha."""

    category = "Activation"
    keeps_type = True
    formula = "out = input if input > 0 else alpha · (exp(input) - 1)"
    onnx = "Elu"
    paper = "Clevert, Unterthiner and Hochreiter, 2016"
    examples = (Example({"alpha": 0.5}, (TensorType((4, 5)),)),)

    alpha: float = Field(
        1.0, ge=0, le=100, description="How far below zero very negative values end up."
    )
