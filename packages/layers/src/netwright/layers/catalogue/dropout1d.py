from __future__ import annotations

from netwright.layers.families.channel_dropout import ChannelDropout
from netwright.layers.layer import Example, TensorType


class Dropout1d(ChannelDropout):
    """Sets whole channels of sequences to zero at random while training; else does nothing."""

    takes = ("C,L",)
    examples = (Example({"p": 0.3}, (TensorType((4, 5)),)),)
