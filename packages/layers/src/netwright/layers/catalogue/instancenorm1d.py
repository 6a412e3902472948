from __future__ import annotations

from netwright.layers.families.channel_norm import InstanceNorm
from netwright.layers.layer import Example, TensorType


class InstanceNorm1d(InstanceNorm):
    """Normalises each channel of each sample over a sequence, so that its contrast is taken out."""

    takes = ("C,L",)
    examples = (Example({}, (TensorType((3, 5)),)),)
