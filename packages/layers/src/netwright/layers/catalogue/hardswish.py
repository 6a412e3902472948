from __future__ import annotations

from netwright.layers.layer import Example, Layer, TensorType


class Hardswish(Layer):
    """SiLU made of straight pieces: nearly as good and cheaper on small devices."""

    category = "Activation"
    keeps_type = True
    formula = "out = input · min(max(0, input + 3), 6) / 6"
    onnx = "HardSwish"
    paper = "Howard and others, 2019 (MobileNetV3)"
    examples = (Example({}, (TensorType((4, 5)),)),)
