"""What the layers that normalise each channel share: batch norms and instance norms."""

from __future__ import annotations

import math
from typing import Annotated

from pydantic import Field

from netwright.layers.families.fixes import Fix, call, putting
from netwright.layers.families.spatial import Spatial
from netwright.layers.layer import Misfit, TensorType, inferred


class ChannelNorm(Spatial):
    """The base of both families: their parameters but for those with defaults of their own."""

    category = "Normalization"
    keeps_type = True
    features_are_channels = True

    eps: float = Field(
        1e-5, gt=0, le=1, description="Added to the variance, against division by zero."
    )
    momentum: Annotated[float, Field(ge=0, le=1)] = Field(
        0.1, description="The weight of a new batch in the running mean and variance."
    )
    num_features: int | None = inferred(axis=0, unit="channels")


class BatchNorm(ChannelNorm):
    """The base of BatchNorm1d, BatchNorm2d and BatchNorm3d."""

    formula = "out = (input - mean) / √(var + eps) · weight + bias"
    onnx = "BatchNormalization"
    paper = "Ioffe and Szegedy, 2015"

    affine: bool = Field(True, description="Learn a scale and a shift for each channel.")
    track_running_stats: bool = Field(
        True, description="Keep a running mean and variance for use after training."
    )

    def check(self, *inputs: TensorType) -> None:
        # A batch of one sample would have no variance, after training too.
        if not self.track_running_stats and math.prod(inputs[0].shape[1:]) == 1:
            raise Misfit(
                "2 or more values in each channel where track_running_stats is off",
                fix=Fix("leave track_running_stats out.", {"track_running_stats": True}),
            )


class InstanceNorm(ChannelNorm):
    """The base of InstanceNorm1d, InstanceNorm2d and InstanceNorm3d."""

    formula = (
        "out = (input - mean) / √(var + eps) · weight + bias, mean and var of each sample's channel"
    )
    onnx = "InstanceNormalization"
    paper = "Ulyanov, Vedaldi and Lempitsky, 2016"

    affine: bool = Field(False, description="Learn a scale and a shift for each channel.")
    track_running_stats: bool = Field(
        False, description="Keep a running mean and variance, and use those after training."
    )

    def check(self, *inputs: TensorType) -> None:
        if math.prod(inputs[0].shape[1:]) == 1:
            raise Misfit(
                "2 or more values in each channel, to take a mean of",
                fix=putting(call("Upsample", scale_factor=2)),
            )
