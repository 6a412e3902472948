from __future__ import annotations

from netwright.layers.families.border import CircularPad
from netwright.layers.families.parameters import TripleEnds
from netwright.layers.layer import Example, TensorType


class CircularPad3d(CircularPad[TripleEnds]):
    """Goes round: adds at each end of a volume what stands at the other end."""

    takes = ("C,D,H,W",)
    examples = (Example({"padding": (2, 0, 1, 1, 0, 2)}, (TensorType((2, 3, 4, 5)),)),)
