from __future__ import annotations

from netwright.layers.families.border import ReplicationPad
from netwright.layers.families.parameters import TripleEnds
from netwright.layers.layer import Example, TensorType


class ReplicationPad3d(ReplicationPad[TripleEnds]):
    """Repeats the outermost values around a volume."""

    takes = ("C,D,H,W",)
    examples = (Example({"padding": (2, 0, 1, 1, 0, 2)}, (TensorType((2, 3, 4, 5)),)),)
