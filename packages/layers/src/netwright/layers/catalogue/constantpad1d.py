from __future__ import annotations

from netwright.layers.families.border import ConstantPad
from netwright.layers.families.parameters import Ends
from netwright.layers.layer import Example, TensorType


class ConstantPad1d(ConstantPad[Ends]):
    """Adds a value of your choice around a sequence."""

    takes = ("C,L",)
    examples = (Example({"padding": (2, 0), "value": 2.5}, (TensorType((2, 5)),)),)
