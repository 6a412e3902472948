from __future__ import annotations

from pydantic import Field

from netwright.layers.families.parameters import Probability
from netwright.layers.layer import Example, Layer, TensorType


class StochasticDepth(Layer):
    """Drops a whole branch at random for each sample while training; put it before an Add.

    The skip connection then carries the sample alone, so that a deep network trains as a shallower
    one. What is kept is scaled up, so that nothing changes on average.
    """

    category = "Dropout"
    keeps_type = True
    module = "netwright.layers.modules.stochasticdepth"
    formula = "out = input · keep / (1 - p) while training, keep 0 or 1 for a sample; else input"
    onnx = "none: it is left out"
    paper = "Huang, Sun, Liu, Sedra and Weinberger, 2016"
    examples = (Example({"p": 0.3}, (TensorType((4, 3, 3)),)),)

    p: Probability = Field(0.1, description="The share of samples that skip the branch.")
