from __future__ import annotations

from netwright.layers.families.parameters import PaddingPair, Pair
from netwright.layers.families.pooling import DividedAvgPool
from netwright.layers.layer import Example, TensorType


class AvgPool2d(DividedAvgPool[Pair, PaddingPair]):
    """Averages each window: halves an image with kernel_size 2."""

    takes = ("C,H,W",)
    examples = (
        Example({"kernel_size": 2}, (TensorType((3, 8, 8)),)),
        Example(
            {"kernel_size": 3, "stride": 2, "padding": 1, "count_include_pad": False},
            (TensorType((2, 9, 6)),),
        ),
        Example({"kernel_size": 2, "divisor_override": 1}, (TensorType((2, 6, 6)),)),
    )
