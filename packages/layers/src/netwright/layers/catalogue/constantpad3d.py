from __future__ import annotations

from netwright.layers.families.border import ConstantPad
from netwright.layers.families.parameters import TripleEnds
from netwright.layers.layer import Example, TensorType


class ConstantPad3d(ConstantPad[TripleEnds]):
    """Adds a value of your choice around a volume."""

    takes = ("C,D,H,W",)
    examples = (
        Example({"padding": (2, 0, 1, 1, 0, 2), "value": 2.5}, (TensorType((2, 3, 4, 5)),)),
    )
