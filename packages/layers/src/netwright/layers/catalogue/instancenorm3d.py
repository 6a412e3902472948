from __future__ import annotations

from netwright.layers.families.channel_norm import InstanceNorm
from netwright.layers.layer import Example, TensorType


class InstanceNorm3d(InstanceNorm):
    """Normalises each channel of each sample over a volume, so that its contrast is taken out."""

    takes = ("C,D,H,W",)
    examples = (Example({"affine": True}, (TensorType((3, 2, 3, 3)),)),)
