from __future__ import annotations

from pydantic import Field, model_validator

from netwright.layers.layer import Example, Layer, TensorType
from netwright.layers.parameters import PaddingPair, Pair
from netwright.layers.window import check_pool_padding, check_window


class MaxPool2d(Layer):
    """Keeps the largest value of each window: halves an image with kernel_size 2."""

    category = "Pooling"
    takes = ("C,H,W",)
    formula = "out = max over each window of input"
    onnx = "MaxPool"
    examples = (
        Example({"kernel_size": 2}, (TensorType((3, 8, 8)),)),
        Example(
            {"kernel_size": 3, "stride": 2, "padding": 1, "ceil_mode": True},
            (TensorType((2, 9, 6)),),
        ),
    )

    kernel_size: Pair = Field(description="Height and width of the window.")
    stride: Pair | None = Field(
        None, description="Pixels from one window to the next. Left out: the kernel size."
    )
    padding: PaddingPair = Field(
        0, description="Pixels added at each border, at most half a window."
    )
    dilation: Pair = Field(1, description="Pixels from one element of the window to the next.")
    ceil_mode: bool = Field(False, description="Count a last window that is not full.")

    @model_validator(mode="after")
    def _padding_is_at_most_half_a_window(self) -> MaxPool2d:
        check_pool_padding(self.kernel_size, self.padding)
        return self

    def check(self, *inputs: TensorType) -> None:
        check_window(inputs[0].shape[1:], self.kernel_size, self.padding, self.dilation)
