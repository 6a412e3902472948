from __future__ import annotations

from typing import Annotated

from pydantic import Field

from netwright.layers.layer import Example, Layer, TensorType, inferred


class BatchNorm2d(Layer):
    """Normalises each channel over the batch and the image, then scales and shifts it."""

    category = "Normalization"
    takes = ("C,H,W",)
    formula = "out = (input - mean) / √(var + eps) · weight + bias"
    onnx = "BatchNormalization"
    paper = "Ioffe and Szegedy, 2015"
    examples = (
        Example({}, (TensorType((4, 6, 6)),)),
        Example({"affine": False, "momentum": 0.2}, (TensorType((3, 2, 2)),)),
    )

    eps: float = Field(
        1e-5, gt=0, le=1, description="Added to the variance, against division by zero."
    )
    momentum: Annotated[float, Field(ge=0, le=1)] = Field(
        0.1, description="The weight of a new batch in the running mean and variance."
    )
    affine: bool = Field(True, description="Learn a scale and a shift for each channel.")
    track_running_stats: bool = Field(
        True, description="Keep a running mean and variance for use after training."
    )
    num_features: int | None = inferred(axis=0, unit="channels")
