from __future__ import annotations

from netwright.layers.families.channel_norm import BatchNorm
from netwright.layers.layer import Example, TensorType


class BatchNorm2d(BatchNorm):
    """Normalises each channel over the batch and the image, then scales and shifts it."""

    takes = ("C,H,W",)
    examples = (
        Example({}, (TensorType((4, 6, 6)),)),
        Example({"affine": False, "momentum": 0.2}, (TensorType((3, 2, 2)),)),
    )
