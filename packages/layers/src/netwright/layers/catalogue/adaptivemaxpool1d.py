from __future__ import annotations

from netwright.layers.families.adaptive_pooling import AdaptiveMaxPool
from netwright.layers.families.parameters import Single
from netwright.layers.layer import Example, TensorType


class AdaptiveMaxPool1d(AdaptiveMaxPool[Single]):
    """Keeps the largest values of a sequence of any length, down to a fixed length."""

    takes = ("C,L",)
    examples = (
        Example({"output_size": 4}, (TensorType((3, 8)),)),
        Example({"output_size": 3}, (TensorType((2, 7)),)),
    )
