from __future__ import annotations

from netwright.layers.families.adaptive_pooling import AdaptiveMaxPool
from netwright.layers.families.parameters import SomePair
from netwright.layers.layer import Example, TensorType


class AdaptiveMaxPool2d(AdaptiveMaxPool[SomePair]):
    """Keeps the largest values of an image of any size, down to a fixed size."""

    takes = ("C,H,W",)
    examples = (
        Example({"output_size": 4}, (TensorType((3, 8, 8)),)),
        Example({"output_size": (None, 1)}, (TensorType((2, 9, 7)),)),
    )
