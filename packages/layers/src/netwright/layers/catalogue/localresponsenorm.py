from __future__ import annotations

from pydantic import Field

from netwright.layers.families.parameters import Channels
from netwright.layers.layer import Example, Layer, TensorType


class LocalResponseNorm(Layer):
    """Divides each value by the strength of its neighbour channels at the same place."""

    category = "Normalization"
    takes = ("C,L", "C,H,W", "C,D,H,W")
    formula = "out_c = input_c / (k + alpha · mean of input² over size channels around c)^beta"
    onnx = "AveragePool, Pad, Mul, Add, Pow, Div"
    paper = "Krizhevsky, Sutskever and Hinton, 2012"
    examples = (
        Example({"size": 3}, (TensorType((6, 4, 4)),)),
        Example({"size": 2, "alpha": 0.1, "beta": 0.5, "k": 2.0}, (TensorType((6, 4)),)),
    )

    size: Channels = Field(description="How many neighbour channels count.")
    alpha: float = Field(1e-4, ge=0, le=1_000, description="The weight of the neighbours.")
    beta: float = Field(0.75, ge=0, le=100, description="The power of the sum.")
    k: float = Field(1.0, gt=0, le=1_000, description="Added to the sum; without it, 0 divides.")
