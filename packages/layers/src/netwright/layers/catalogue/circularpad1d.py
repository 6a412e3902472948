from __future__ import annotations

from netwright.layers.border import CircularPad
from netwright.layers.layer import Example, TensorType
from netwright.layers.parameters import Ends


class CircularPad1d(CircularPad[Ends]):
    """Goes round: adds at each end of a sequence what stands at the other end."""

    takes = ("C,L",)
    examples = (
        Example({"padding": 1}, (TensorType((2, 5)),)),
        Example({"padding": (2, 0)}, (TensorType((2, 5)),)),
    )
