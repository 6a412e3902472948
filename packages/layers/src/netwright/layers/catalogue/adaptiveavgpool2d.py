from __future__ import annotations

from netwright.layers.families.adaptive_pooling import AdaptiveAvgPool
from netwright.layers.families.parameters import SomePair
from netwright.layers.layer import Example, TensorType


class AdaptiveAvgPool2d(AdaptiveAvgPool[SomePair]):
    """Averages an image of any size down to a fixed size; size 1 averages each channel whole."""

    takes = ("C,H,W",)
    onnx = "ReduceMean, AveragePool"
    examples = (
        Example({}, (TensorType((3, 8, 8)),)),
        Example({"output_size": 7}, (TensorType((2, 8, 8)),)),
        Example({"output_size": (None, 3)}, (TensorType((2, 9, 7)),)),
    )
