from __future__ import annotations

from netwright.layers.layer import Example, Layer, TensorType


class Hardsigmoid(Layer):
    """Sigmoid made of three straight pieces: cheap on small devices."""

    category = "Activation"
    keeps_type = True
    formula = "out = min(max(0, input / 6 + 1/2), 1)"
    onnx = "HardSigmoid"
    paper = "Courbariaux, Bengio and David, 2015"
    examples = (Example({}, (TensorType((4, 5)),)),)
