from __future__ import annotations

from netwright.layers.families.channel_norm import BatchNorm
from netwright.layers.layer import Example, TensorType


class BatchNorm3d(BatchNorm):
    """Normalises each channel over the batch and the volume, then scales and shifts it."""

    takes = ("C,D,H,W",)
    examples = (Example({"eps": 1e-3}, (TensorType((3, 2, 3, 3)),)),)
