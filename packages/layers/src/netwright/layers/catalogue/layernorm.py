from __future__ import annotations

from pydantic import Field

from netwright.layers.families.trailing_norm import TrailingNorm
from netwright.layers.layer import Example, TensorType


class LayerNorm(TrailingNorm):
    """Normalises the features of each sample and place, then scales and shifts each feature."""

    formula = "out = (input - mean) / √(var + eps) · weight + bias, mean and var of the last axes"
    onnx = "LayerNormalization"
    paper = "Ba, Kiros and Hinton, 2016"
    examples = (
        Example({}, (TensorType((5, 8)),)),
        Example({"normalized_shape": [3, 4], "bias": False}, (TensorType((2, 3, 4)),)),
    )

    eps: float = Field(
        1e-5, gt=0, le=1, description="Added to the variance, against division by zero."
    )
    elementwise_affine: bool = Field(True, description="Learn a scale for each feature.")
    bias: bool = Field(
        True, description="Learn a shift for each feature too; not without elementwise_affine."
    )
