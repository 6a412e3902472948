from __future__ import annotations

from netwright.layers.layer import Example, Layer, TensorType


class SELU(Layer):
    """An ELU scaled so that activations keep mean 0 and variance 1 from layer to layer."""

    category = "Activation"
    keeps_type = True
    formula = "out = 1.0507 · (input if input > 0 else 1.6733 · (exp(input) - 1))"
    onnx = "Selu"
    paper = "Klambauer, Unterthiner, Mayr and Hochreiter, 2017"
    examples = (Example({}, (TensorType((4, 5)),)),)
