from __future__ import annotations

from netwright.layers.layer import Example, TensorType
from netwright.layers.parameters import PaddingTriple, Triple
from netwright.layers.pooling import DividedAvgPool


class AvgPool3d(DividedAvgPool[Triple, PaddingTriple]):
    """Averages each block: halves a volume with kernel_size 2."""

    takes = ("C,D,H,W",)
    examples = (
        Example({"kernel_size": 2}, (TensorType((2, 4, 6, 6)),)),
        Example(
            {"kernel_size": (1, 2, 3), "padding": (0, 1, 1), "ceil_mode": True},
            (TensorType((2, 5, 6, 4)),),
        ),
    )
