from __future__ import annotations

from netwright.layers.families.border import ZeroPad
from netwright.layers.families.parameters import Ends
from netwright.layers.layer import Example, TensorType


class ZeroPad1d(ZeroPad[Ends]):
    """Adds zeros around a sequence."""

    takes = ("C,L",)
    examples = (Example({"padding": (2, 0)}, (TensorType((2, 5)),)),)
