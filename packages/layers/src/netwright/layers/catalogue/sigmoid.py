from __future__ import annotations

from netwright.layers.layer import Example, Layer, TensorType


class Sigmoid(Layer):
    """Squeezes values into 0 to 1: the probability of a yes."""

    category = "Activation"
    keeps_type = True
    formula = "out = 1 / (1 + exp(-input))"
    onnx = "Sigmoid"
    examples = (Example({}, (TensorType((4, 5)),)),)
