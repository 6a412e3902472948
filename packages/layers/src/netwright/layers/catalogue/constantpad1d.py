from __future__ import annotations

from netwright.layers.border import ConstantPad
from netwright.layers.layer import Example, TensorType
from netwright.layers.parameters import Ends


class ConstantPad1d(ConstantPad[Ends]):
    """Adds a value of your choice around a sequence."""

    takes = ("C,L",)
    examples = (
        Example({"padding": 1, "value": 2.5}, (TensorType((2, 5)),)),
        Example({"padding": (2, 0), "value": 2.5}, (TensorType((2, 5)),)),
    )
