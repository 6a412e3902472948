from __future__ import annotations

from netwright.layers.families.border import CircularPad
from netwright.layers.families.parameters import Ends
from netwright.layers.layer import Example, TensorType


class CircularPad1d(CircularPad[Ends]):
    """Goes round: adds at each end of a sequence what stands at the other end."""

    takes = ("C,L",)
    examples = (Example({"padding": (2, 0)}, (TensorType((2, 5)),)),)
