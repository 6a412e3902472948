from __future__ import annotations

from netwright.layers.families.convolution import Convolution
from netwright.layers.families.parameters import ConvPaddingSingle, Single
from netwright.layers.layer import Example, TensorType


class Conv1d(Convolution[Single, ConvPaddingSingle]):
    """Slides learned kernels along a sequence: 1-D convolution."""

    takes = ("C,L",)
    paper = "Waibel, Hanazawa, Hinton, Shikano and Lang, 1989"
    examples = (
        Example({"out_channels": 8, "kernel_size": 3, "padding": 1}, (TensorType((4, 16)),)),
        Example(
            {
                "out_channels": 4,
                "kernel_size": 3,
                "stride": 2,
                "groups": 2,
                "padding": 2,
                "padding_mode": "circular",
            },
            (TensorType((2, 9)),),
        ),
    )
