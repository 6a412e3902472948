from __future__ import annotations

from netwright.layers.families.border import ReflectionPad
from netwright.layers.families.parameters import Ends
from netwright.layers.layer import Example, TensorType


class ReflectionPad1d(ReflectionPad[Ends]):
    """Adds a mirror image of the inside around a sequence."""

    takes = ("C,L",)
    examples = (Example({"padding": (2, 0)}, (TensorType((2, 5)),)),)
