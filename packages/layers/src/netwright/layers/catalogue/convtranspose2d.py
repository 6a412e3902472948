from __future__ import annotations

from netwright.layers.families.parameters import PaddingPair, Pair
from netwright.layers.families.transposed_convolution import TransposedConvolution
from netwright.layers.layer import Example, TensorType


class ConvTranspose2d(TransposedConvolution[Pair, PaddingPair]):
    """Spreads each pixel over a patch of a larger image: a 2-D convolution backwards."""

    takes = ("C,H,W",)
    examples = (
        Example({"out_channels": 4, "kernel_size": 2, "stride": 2}, (TensorType((8, 5, 5)),)),
        Example(
            {
                "out_channels": 4,
                "kernel_size": (3, 2),
                "stride": (2, 1),
                "padding": (2, 0),
                "output_padding": (1, 0),
                "dilation": (2, 1),
                "groups": 2,
                "bias": False,
            },
            (TensorType((6, 5, 3)),),
        ),
    )
