from __future__ import annotations

from netwright.layers.families.channel_norm import InstanceNorm
from netwright.layers.layer import Example, TensorType


class InstanceNorm2d(InstanceNorm):
    """Normalises each channel of each sample over an image, so that its contrast is taken out."""

    takes = ("C,H,W",)
    examples = (
        Example({}, (TensorType((3, 4, 4)),)),
        Example(
            {"affine": True, "track_running_stats": True, "momentum": 0.2, "eps": 1e-3},
            (TensorType((2, 3, 3)),),
        ),
    )
