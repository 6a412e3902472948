from __future__ import annotations

from typing import Annotated

from pydantic import Field

from netwright.layers.families.trailing_norm import TrailingNorm
from netwright.layers.layer import Example, TensorType


class RMSNorm(TrailingNorm):
    """Divides the features of each sample and place by their root mean square, then scales them."""

    formula = "out = input / √(mean(input²) + eps) · weight, the mean over the last axes"
    onnx = "Pow, ReduceMean, Sqrt, Reciprocal, Mul"
    paper = "Zhang and Sennrich, 2019"
    examples = (
        Example({}, (TensorType((5, 8)),)),
        Example(
            {"normalized_shape": [3, 4], "eps": 1e-3, "elementwise_affine": False},
            (TensorType((3, 4)),),
        ),
    )

    eps: Annotated[float, Field(gt=0, le=1)] | None = Field(
        None,
        description="Added to the mean square, against division by zero. "
        "Left out, the smallest step of the number type.",
    )
    elementwise_affine: bool = Field(True, description="Learn a scale for each feature.")
