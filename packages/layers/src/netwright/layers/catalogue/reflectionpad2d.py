from __future__ import annotations

from netwright.layers.families.border import ReflectionPad
from netwright.layers.families.parameters import PairEnds
from netwright.layers.layer import Example, TensorType


class ReflectionPad2d(ReflectionPad[PairEnds]):
    """Adds a mirror image of the inside around an image."""

    takes = ("C,H,W",)
    examples = (
        Example({"padding": 1}, (TensorType((2, 4, 5)),)),
        Example({"padding": (2, 0, 1, 1)}, (TensorType((2, 4, 5)),)),
    )
