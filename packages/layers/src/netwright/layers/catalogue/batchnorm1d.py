from __future__ import annotations

from netwright.layers.families.channel_norm import BatchNorm
from netwright.layers.layer import Example, TensorType


class BatchNorm1d(BatchNorm):
    """Normalises each feature over the batch, and over a sequence, then scales and shifts it."""

    takes = ("C,L", "F")
    examples = (
        Example({}, (TensorType((4,)),)),
        Example({"affine": False, "momentum": 0.2}, (TensorType((3, 5)),)),
    )
