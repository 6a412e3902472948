from __future__ import annotations

from pydantic import Field

from netwright.layers.layer import Example, Layer, TensorType, inferred


class SinusoidalPositionalEncoding(Layer):
    """Adds waves of many lengths to a sequence, so that attention can tell places apart."""

    category = "Sequence"
    takes = ("L,F",)
    module = "netwright.layers.modules.sinusoidalpositionalencoding"
    formula = "out[l] = input[l] + [sin(l / base^(2i/F)), cos(l / base^(2i/F))] for each i"
    onnx = "Add"
    paper = "Vaswani and others, 2017"
    examples = (
        Example({}, (TensorType((6, 8)),)),
        Example({"base": 100.0}, (TensorType((4, 5)),)),
    )

    base: float = Field(
        10_000.0, ge=2, le=1e9, description="How much longer the longest wave is than the first."
    )
    length: int | None = inferred(axis=0, unit="steps")
    features: int | None = inferred(axis=1, unit="features")
