from __future__ import annotations

from netwright.layers.families.border import ReplicationPad
from netwright.layers.families.parameters import Ends
from netwright.layers.layer import Example, TensorType


class ReplicationPad1d(ReplicationPad[Ends]):
    """Repeats the outermost values around a sequence."""

    takes = ("C,L",)
    examples = (Example({"padding": (2, 0)}, (TensorType((2, 5)),)),)
