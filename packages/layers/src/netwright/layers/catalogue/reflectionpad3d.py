from __future__ import annotations

from netwright.layers.families.border import ReflectionPad
from netwright.layers.families.parameters import TripleEnds
from netwright.layers.layer import Example, TensorType


class ReflectionPad3d(ReflectionPad[TripleEnds]):
    """Adds a mirror image of the inside around a volume."""

    takes = ("C,D,H,W",)
    examples = (Example({"padding": (2, 0, 1, 1, 0, 2)}, (TensorType((2, 3, 4, 5)),)),)
