from __future__ import annotations

from netwright.layers.families.parameters import PaddingTriple, Triple
from netwright.layers.families.pooling import MaxPool
from netwright.layers.layer import Example, TensorType


class MaxPool3d(MaxPool[Triple, PaddingTriple]):
    """Keeps the largest value of each block: halves a volume with kernel_size 2."""

    takes = ("C,D,H,W",)
    examples = (
        Example({"kernel_size": 2}, (TensorType((2, 4, 6, 6)),)),
        Example(
            {"kernel_size": (1, 2, 3), "stride": (1, 2, 2), "ceil_mode": True},
            (TensorType((2, 5, 6, 4)),),
        ),
    )
