from __future__ import annotations

from pydantic import Field

from netwright.layers.families.parameters import Probability
from netwright.layers.layer import Example, Layer, TensorType


class AlphaDropout(Layer):
    """Dropout for networks of SELU: it keeps mean 0 and variance 1 while training."""

    category = "Dropout"
    keeps_type = True
    formula = "out = a · (input where kept, else -1.7581) + b while training, else input"
    onnx = "none: it is left out"
    paper = "Klambauer, Unterthiner, Mayr and Hochreiter, 2017"
    examples = (Example({"p": 0.3}, (TensorType((20,)),)),)

    p: Probability = Field(0.5, description="The share of values that are dropped.")
