from __future__ import annotations

from netwright.layers.families.parameters import PaddingTriple, Triple
from netwright.layers.families.transposed_convolution import TransposedConvolution
from netwright.layers.layer import Example, TensorType


class ConvTranspose3d(TransposedConvolution[Triple, PaddingTriple]):
    """Spreads each value over a block of a larger volume: a 3-D convolution backwards."""

    takes = ("C,D,H,W",)
    examples = (
        Example({"out_channels": 4, "kernel_size": 2, "stride": 2}, (TensorType((8, 2, 3, 3)),)),
        Example(
            {
                "out_channels": 2,
                "kernel_size": 3,
                "stride": (1, 2, 2),
                "padding": 1,
                "output_padding": (0, 1, 1),
            },
            (TensorType((3, 2, 3, 3)),),
        ),
    )
