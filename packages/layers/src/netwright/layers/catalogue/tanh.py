from __future__ import annotations

from netwright.layers.layer import Example, Layer, TensorType


class Tanh(Layer):
    """Squeezes values into -1 to 1: the hyperbolic tangent."""

    category = "Activation"
    keeps_type = True
    formula = "out = (exp(input) - exp(-input)) / (exp(input) + exp(-input))"
    onnx = "Tanh"
    examples = (Example({}, (TensorType((4, 5)),)),)
