from __future__ import annotations

from netwright.layers.adaptive_pooling import AdaptiveAvgPool
from netwright.layers.layer import Example, TensorType
from netwright.layers.parameters import Positive


class AdaptiveAvgPool1d(AdaptiveAvgPool[Positive]):
    """Averages a sequence of any length down to a fixed length; 1 averages each channel whole."""

    takes = ("C,L",)
    onnx = "ReduceMean, AveragePool"
    examples = (
        Example({}, (TensorType((3, 8)),)),
        Example({"output_size": 3}, (TensorType((2, 7)),)),
    )
