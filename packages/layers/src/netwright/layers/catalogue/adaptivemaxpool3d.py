from __future__ import annotations

from netwright.layers.families.adaptive_pooling import AdaptiveMaxPool
from netwright.layers.families.parameters import SomeTriple
from netwright.layers.layer import Example, TensorType


class AdaptiveMaxPool3d(AdaptiveMaxPool[SomeTriple]):
    """Keeps the largest values of a volume of any size, down to a fixed size."""

    takes = ("C,D,H,W",)
    examples = (Example({"output_size": (2, 3, 1)}, (TensorType((2, 4, 6, 5)),)),)
