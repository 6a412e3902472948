from __future__ import annotations

from netwright.layers.layer import Example, Layer, TensorType


class ReLU(Layer):
    """Keeps what is positive and sets the rest to zero: the rectified linear unit."""

    category = "Activation"
    keeps_type = True
    formula = "out = max(0, input)"
    onnx = "Relu"
    paper = "Nair and Hinton, 2010"
    examples = (Example({}, (TensorType((4, 5, 5)),)),)
