from __future__ import annotations

from netwright.layers.border import ZeroPad
from netwright.layers.layer import Example, TensorType
from netwright.layers.parameters import Ends


class ZeroPad1d(ZeroPad[Ends]):
    """Adds zeros around a sequence."""

    takes = ("C,L",)
    examples = (
        Example({"padding": 1}, (TensorType((2, 5)),)),
        Example({"padding": (2, 0)}, (TensorType((2, 5)),)),
    )
