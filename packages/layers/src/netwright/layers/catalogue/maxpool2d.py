from __future__ import annotations

from netwright.layers.families.parameters import PaddingPair, Pair
from netwright.layers.families.pooling import MaxPool
from netwright.layers.layer import Example, TensorType


class MaxPool2d(MaxPool[Pair, PaddingPair]):
    """Keeps the largest value of each window: halves an image with kernel_size 2."""

    takes = ("C,H,W",)
    examples = (
        Example({"kernel_size": 2}, (TensorType((3, 8, 8)),)),
        Example(
            {"kernel_size": 3, "stride": 2, "padding": 1, "ceil_mode": True},
            (TensorType((2, 9, 6)),),
        ),
    )
