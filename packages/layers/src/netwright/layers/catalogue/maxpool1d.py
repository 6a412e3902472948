from __future__ import annotations

from netwright.layers.layer import Example, TensorType
from netwright.layers.parameters import NotNegative, Positive
from netwright.layers.pooling import MaxPool


class MaxPool1d(MaxPool[Positive, NotNegative]):
    """Keeps the largest value of each stretch: halves a sequence with kernel_size 2."""

    takes = ("C,L",)
    examples = (
        Example({"kernel_size": 2}, (TensorType((3, 8)),)),
        Example(
            {"kernel_size": 3, "stride": 2, "padding": 1, "dilation": 2},
            (TensorType((2, 9)),),
        ),
    )
