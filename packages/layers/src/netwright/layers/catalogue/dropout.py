from __future__ import annotations

from pydantic import Field

from netwright.layers.families.parameters import Probability
from netwright.layers.layer import Example, Layer, TensorType


class Dropout(Layer):
    """Sets values to zero at random while training, against over-fitting; else does nothing."""

    category = "Dropout"
    keeps_type = True
    formula = "out = input · mask / (1 - p) while training, else input"
    onnx = "none: it is left out"
    paper = "Srivastava, Hinton, Krizhevsky, Sutskever and Salakhutdinov, 2014"
    examples = (Example({"p": 0.3}, (TensorType((20,)),)),)

    p: Probability = Field(0.5, description="The share of values that are set to zero.")
