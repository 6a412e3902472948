from __future__ import annotations

from netwright.layers.layer import Example, Layer, TensorType


class ReLU6(Layer):
    """Keeps what lies between 0 and 6 and cuts off the rest: ReLU for low-precision devices."""

    category = "Activation"
    keeps_type = True
    formula = "out = min(max(0, input), 6)"
    onnx = "Clip"
    paper = "Howard and others, 2017 (MobileNets)"
    examples = (Example({}, (TensorType((4, 5)),)),)
