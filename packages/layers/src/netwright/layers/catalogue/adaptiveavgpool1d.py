from __future__ import annotations

from netwright.layers.families.adaptive_pooling import AdaptiveAvgPool
from netwright.layers.families.parameters import Single
from netwright.layers.layer import Example, TensorType


class AdaptiveAvgPool1d(AdaptiveAvgPool[Single]):
    """Averages a sequence of any length down to a fixed length; 1 averages each channel whole."""

    takes = ("C,L",)
    onnx = "ReduceMean, AveragePool"
    examples = (
        Example({}, (TensorType((3, 8)),)),
        Example({"output_size": 3}, (TensorType((2, 7)),)),
    )
