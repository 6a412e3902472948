from __future__ import annotations

from netwright.layers.layer import Example, Layer, TensorType


class Flatten(Layer):
    """Lays all axes out in one row, so that a Linear layer can follow."""

    category = "Shape"
    formula = "[C,H,W] becomes [C·H·W]"
    onnx = "Flatten, Reshape"
    examples = (Example({}, (TensorType((2, 3, 4)),)),)
