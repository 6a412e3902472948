from __future__ import annotations

from netwright.layers.families.parameters import PaddingSingle, Single
from netwright.layers.families.pooling import MaxPool
from netwright.layers.layer import Example, TensorType


class MaxPool1d(MaxPool[Single, PaddingSingle]):
    """Keeps the largest value of each stretch: halves a sequence with kernel_size 2."""

    takes = ("C,L",)
    examples = (
        Example({"kernel_size": 2}, (TensorType((3, 8)),)),
        Example(
            {"kernel_size": 3, "stride": 2, "padding": 1, "dilation": 2},
            (TensorType((2, 9)),),
        ),
    )
