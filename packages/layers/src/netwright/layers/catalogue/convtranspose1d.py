from __future__ import annotations

from netwright.layers.families.parameters import PaddingSingle, Single
from netwright.layers.families.transposed_convolution import TransposedConvolution
from netwright.layers.layer import Example, TensorType


class ConvTranspose1d(TransposedConvolution[Single, PaddingSingle]):
    """Spreads each value over a stretch of a longer sequence: a 1-D convolution backwards."""

    takes = ("C,L",)
    examples = (
        Example({"out_channels": 4, "kernel_size": 2, "stride": 2}, (TensorType((8, 5)),)),
        Example(
            {
                "out_channels": 4,
                "kernel_size": 3,
                "stride": 2,
                "padding": 1,
                "output_padding": 1,
                "groups": 2,
            },
            (TensorType((6, 5)),),
        ),
    )
