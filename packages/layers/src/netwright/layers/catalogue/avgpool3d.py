from __future__ import annotations

from netwright.layers.families.parameters import PaddingTriple, Triple
from netwright.layers.families.pooling import DividedAvgPool
from netwright.layers.families.window import Window, check_pool
from netwright.layers.layer import Example, TensorType


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

    def check(self, *inputs: TensorType) -> None:
        # Here torch does not count padding, nor a last window that is not full.
        check_pool(Window.over(inputs[0].shape[1:], self.kernel_size), self.padding)
