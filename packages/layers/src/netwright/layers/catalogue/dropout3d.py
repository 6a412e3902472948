from __future__ import annotations

from netwright.layers.families.channel_dropout import ChannelDropout
from netwright.layers.layer import Example, TensorType


class Dropout3d(ChannelDropout):
    """Sets whole channels of volumes to zero at random while training; else does nothing."""

    takes = ("C,D,H,W",)
    examples = (Example({"p": 0.3}, (TensorType((4, 2, 2, 2)),)),)
