from __future__ import annotations

import math

from pydantic import Field

from netwright.layers.families.parameters import Channels
from netwright.layers.layer import Example, Layer, TensorType, inferred


class Linear(Layer):
    """Gives each output a weighted sum of all inputs: a fully connected layer."""

    category = "Linear"
    takes = ("...,F",)
    formula = "out = input · weightᵀ + bias"
    onnx = "Gemm, MatMul"
    examples = (
        Example({"out_features": 10}, (TensorType((32,)),)),
        Example({"out_features": 4, "bias": False}, (TensorType((5, 8)),)),
    )

    out_features: Channels = Field(description="How many features come out.")
    bias: bool = Field(True, description="Add a learned number to each output.")
    in_features: int | None = inferred(axis=-1, unit="features")

    def products(self, inputs: tuple[TensorType, ...], outputs: tuple[TensorType, ...]) -> int:
        return math.prod(outputs[0].shape) * inputs[0].shape[-1]
