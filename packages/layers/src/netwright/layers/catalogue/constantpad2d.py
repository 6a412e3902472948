from __future__ import annotations

from netwright.layers.families.border import ConstantPad
from netwright.layers.families.parameters import PairEnds
from netwright.layers.layer import Example, TensorType


class ConstantPad2d(ConstantPad[PairEnds]):
    """Adds a value of your choice around an image."""

    takes = ("C,H,W",)
    examples = (
        Example({"padding": 1, "value": 2.5}, (TensorType((2, 4, 5)),)),
        Example({"padding": (2, 0, 1, 1), "value": 2.5}, (TensorType((2, 4, 5)),)),
    )
