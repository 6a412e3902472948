from __future__ import annotations

from netwright.layers.layer import Example, Layer, TensorType


class Softsign(Layer):
    """Squeezes values into -1 to 1, more gently than Tanh."""

    category = "Activation"
    keeps_type = True
    formula = "out = input / (1 + |input|)"
    onnx = "Abs, Add, Div"
    paper = "Bergstra, Desjardins, Lamblin and Bengio, 2009"
    examples = (Example({}, (TensorType((4, 5)),)),)
