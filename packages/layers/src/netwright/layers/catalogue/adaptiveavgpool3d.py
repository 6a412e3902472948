from __future__ import annotations

from netwright.layers.families.adaptive_pooling import AdaptiveAvgPool
from netwright.layers.families.parameters import SomeTriple
from netwright.layers.layer import Example, TensorType


class AdaptiveAvgPool3d(AdaptiveAvgPool[SomeTriple]):
    """Averages a volume of any size down to a fixed size; size 1 averages each channel whole."""

    takes = ("C,D,H,W",)
    onnx = "MatMul"
    examples = (
        Example({}, (TensorType((3, 4, 6, 6)),)),
        Example({"output_size": (2, 3, 1)}, (TensorType((2, 4, 6, 5)),)),
    )
