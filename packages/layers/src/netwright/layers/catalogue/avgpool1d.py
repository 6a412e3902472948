from __future__ import annotations

from netwright.layers.families.parameters import PaddingSingle, Single
from netwright.layers.families.pooling import AvgPool
from netwright.layers.layer import Example, TensorType


class AvgPool1d(AvgPool[Single, PaddingSingle]):
    """Averages each stretch: halves a sequence with kernel_size 2."""

    takes = ("C,L",)
    examples = (
        Example({"kernel_size": 2}, (TensorType((3, 8)),)),
        Example(
            {"kernel_size": 3, "stride": 2, "padding": 1, "ceil_mode": True},
            (TensorType((2, 9)),),
        ),
    )
