from __future__ import annotations

from netwright.layers.layer import Example, Layer, TensorType


class Identity(Layer):
    """Gives what it takes: a place in a network that may hold a layer later."""

    category = "Shape"
    dtypes = ("float32", "int64")
    formula = "out = input"
    onnx = "none: it is left out"
    examples = (Example({}, (TensorType((4, 3)),)),)
