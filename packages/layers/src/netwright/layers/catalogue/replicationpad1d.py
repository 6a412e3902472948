from __future__ import annotations

from netwright.layers.border import ReplicationPad
from netwright.layers.layer import Example, TensorType
from netwright.layers.parameters import Ends


class ReplicationPad1d(ReplicationPad[Ends]):
    """Repeats the outermost values around a sequence."""

    takes = ("C,L",)
    examples = (
        Example({"padding": 1}, (TensorType((2, 5)),)),
        Example({"padding": (2, 0)}, (TensorType((2, 5)),)),
    )
