from __future__ import annotations

from netwright.layers.layer import Example, Layer, TensorType


class SiLU(Layer):
    """Multiplies each value by its own sigmoid: a smooth ReLU, also called swish."""

    category = "Activation"
    keeps_type = True
    formula = "out = input · σ(input), σ the sigmoid"
    onnx = "Sigmoid, Mul"
    paper = "Elfwing, Uchibe and Doya, 2018"
    examples = (Example({}, (TensorType((4, 5)),)),)
