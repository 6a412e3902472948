from __future__ import annotations

from netwright.layers.layer import Example, Layer, TensorType


class Mish(Layer):
    """A smooth ReLU that dips a little below zero."""

    category = "Activation"
    keeps_type = True
    formula = "out = input · tanh(log(1 + exp(input)))"
    onnx = "Mish"
    paper = "Misra, 2019"
    examples = (Example({}, (TensorType((4, 5)),)),)
