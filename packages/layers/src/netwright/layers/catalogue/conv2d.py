from __future__ import annotations

from typing import Literal

from pydantic import Field

from netwright.layers.layer import Example, Layer, Misfit, TensorType, inferred
from netwright.layers.parameters import Channels, PaddingMode, PaddingPair, Pair
from netwright.layers.window import check_window


class Conv2d(Layer):
    """Slides learned kernels over height and width: 2-D convolution."""

    category = "Convolution"
    takes = ("C,H,W",)
    formula = "out[n,k] = bias[k] + Σ_c weight[k,c] ⋆ input[n,c], ⋆ the 2-D cross-correlation"
    onnx = "Conv"
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

    out_channels: Channels = Field(description="How many channels come out, one a kernel.")
    kernel_size: Pair = Field(description="Height and width of the kernels.")
    stride: Pair = Field(1, description="Pixels from one place of the kernel to the next.")
    padding: PaddingPair | Literal["same", "valid"] = Field(
        0, description="Pixels added at each border; 'same' keeps the size at stride 1."
    )
    dilation: Pair = Field(1, description="Pixels from one kernel element to the next.")
    groups: Channels = Field(1, description="Channel groups that are convolved apart.")
    bias: bool = Field(True, description="Add a learned number to each output channel.")
    padding_mode: PaddingMode = Field("zeros", description="What the added pixels hold.")
    in_channels: int | None = inferred(axis=0, unit="channels")

    def check(self, *inputs: TensorType) -> None:
        channels, *spatial = inputs[0].shape
        for name, size in (("in_channels", channels), ("out_channels", self.out_channels)):
            if size % self.groups:
                raise Misfit(
                    f"{name} that groups={self.groups} divides", str(size), fix="set groups=1."
                )
        if not isinstance(self.padding, str):
            check_window(tuple(spatial), self.kernel_size, self.padding, self.dilation)
