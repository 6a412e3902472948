from __future__ import annotations

from pydantic import Field

from netwright.layers.layer import Example, Layer, TensorType
from netwright.layers.parameters import Pair


class AdaptiveAvgPool2d(Layer):
    """Averages an image of any size down to a fixed size; size 1 averages each channel whole."""

    category = "Pooling"
    takes = ("C,H,W",)
    formula = "out = mean over windows that divide input into output_size parts"
    onnx = "GlobalAveragePool, AveragePool"
    paper = "Lin, Chen and Yan, 2014"
    examples = (
        Example({}, (TensorType((3, 8, 8)),)),
        Example({"output_size": 7}, (TensorType((2, 8, 8)),)),
        Example({"output_size": (2, 3)}, (TensorType((2, 9, 7)),)),
    )

    output_size: Pair = Field(1, description="Height and width of what comes out.")
