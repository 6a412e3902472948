from __future__ import annotations

from netwright.layers.families.border import CircularPad
from netwright.layers.families.parameters import PairEnds
from netwright.layers.layer import Example, TensorType


class CircularPad2d(CircularPad[PairEnds]):
    """Goes round: adds at each end of an image what stands at the other end."""

    takes = ("C,H,W",)
    examples = (
        Example({"padding": 1}, (TensorType((2, 4, 5)),)),
        Example({"padding": (2, 0, 1, 1)}, (TensorType((2, 4, 5)),)),
    )
