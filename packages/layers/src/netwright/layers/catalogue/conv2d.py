from __future__ import annotations

from netwright.layers.families.convolution import Convolution
from netwright.layers.families.parameters import ConvPaddingPair, Pair
from netwright.layers.layer import Example, TensorType


class Conv2d(Convolution[Pair, ConvPaddingPair]):
    """Slides learned kernels over height and width: 2-D convolution."""

    takes = ("C,H,W",)
    paper = "LeCun, Bottou, Bengio and Haffner, 1998"
    examples = (
        Example({"out_channels": 8, "kernel_size": 3, "padding": 1}, (TensorType((3, 8, 8)),)),
        Example(
            {"out_channels": 4, "kernel_size": (3, 1), "stride": 2, "bias": False},
            (TensorType((2, 9, 7)),),
        ),
        Example(
            {
                "out_channels": 6,
                "kernel_size": 3,
                "groups": 2,
                "dilation": 2,
                "padding": "same",
                "padding_mode": "reflect",
            },
            (TensorType((4, 9, 9)),),
        ),
    )
