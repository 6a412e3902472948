from __future__ import annotations

from netwright.layers.families.convolution import Convolution
from netwright.layers.families.parameters import ConvPaddingTriple, Triple
from netwright.layers.layer import Example, TensorType


class Conv3d(Convolution[Triple, ConvPaddingTriple]):
    """Slides learned kernels over depth, height and width: 3-D convolution."""

    takes = ("C,D,H,W",)
    paper = "Ji, Xu, Yang and Yu, 2013"
    examples = (
        Example({"out_channels": 4, "kernel_size": 3, "padding": 1}, (TensorType((2, 4, 6, 6)),)),
        Example(
            {
                "out_channels": 4,
                "kernel_size": (1, 2, 2),
                "padding": "same",
                "padding_mode": "replicate",
            },
            (TensorType((2, 3, 5, 5)),),
        ),
    )
