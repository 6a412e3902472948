from __future__ import annotations

import math

from pydantic import Field

from netwright.layers.families.divisors import nearest_divisor
from netwright.layers.families.fixes import putting, setting
from netwright.layers.families.parameters import Channels
from netwright.layers.families.ranks import resizing
from netwright.layers.layer import Example, Layer, Misfit, Shape, TensorType, inferred


class GroupNorm(Layer):
    """Normalises groups of channels of each sample: works with any batch size."""

    category = "Normalization"
    takes = ("C", "C,L", "C,H,W", "C,D,H,W")
    formula = (
        "out = (input - mean) / √(var + eps) · weight + bias, mean and var of each sample's group"
    )
    onnx = "InstanceNormalization, Mul, Add"
    paper = "Wu and He, 2018"
    examples = (
        Example({"num_groups": 2}, (TensorType((4, 3, 3)),)),
        Example({"num_groups": 1, "affine": False, "eps": 1e-3}, (TensorType((6,)),)),
    )

    num_groups: Channels = Field(
        description="Into how many groups the channels are split; it must divide their number."
    )
    eps: float = Field(
        1e-5, gt=0, le=1, description="Added to the variance, against division by zero."
    )
    affine: bool = Field(True, description="Learn a scale and a shift for each channel.")
    num_channels: int | None = inferred(axis=0, unit="channels")

    def check(self, *inputs: TensorType) -> None:
        shape = inputs[0].shape
        if shape[0] % self.num_groups:
            raise Misfit(
                f"channels that num_groups={self.num_groups} divides",
                str(shape[0]),
                fix=setting(num_groups=nearest_divisor(shape[0], self.num_groups)),
            )
        if math.prod(shape) == self.num_groups:
            raise Misfit(
                f"2 or more values in each of num_groups={self.num_groups} groups",
                fix=_larger_groups(shape),
            )


def _larger_groups(shape: Shape) -> str:
    if math.prod(shape) > 1:
        return setting(num_groups=1)
    return putting(resizing(shape, 0, 8) or "Flatten()")
