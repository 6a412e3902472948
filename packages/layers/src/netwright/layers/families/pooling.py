"""What pooling layers share: their parameters and how their windows fit an input."""

from __future__ import annotations

from typing import Generic, TypeVar

from pydantic import Field, model_validator

from netwright.layers.families.parameters import ONE, ZERO, Count
from netwright.layers.families.spatial import Sizes, Spatial, each
from netwright.layers.families.window import Window, check_pool, check_pool_padding
from netwright.layers.layer import TensorType

Size = TypeVar("Size", bound=Sizes)
Padding = TypeVar("Padding", bound=Sizes)


class Pool(Spatial, Generic[Size, Padding]):
    """The base of max and average pooling."""

    category = "Pooling"

    kernel_size: Size = Field(
        description="Size of the window: one number, or one an axis, as [height, width]."
    )
    stride: Size | None = Field(
        None, description="Steps from one window to the next. Left out: the kernel size."
    )
    padding: Padding = Field(
        ZERO, description="Values added at each border, at most half a window."
    )

    @model_validator(mode="after")
    def _padding_is_at_most_half_a_window(self) -> Pool[Size, Padding]:
        check_pool_padding(self.kernel_size, self.padding, self.spatial_axes())
        return self

    def _check_window(self, given: TensorType, dilation: Sizes, ceil_mode: bool) -> None:
        stride = each(self.stride or self.kernel_size, self.spatial_axes())
        # A last window that is not full may start anywhere within the padded input.
        overhang = tuple(ceil_mode * (step - 1) for step in stride)
        sizes = (self.kernel_size, self.padding, dilation, overhang)
        check_pool(Window.over(given.shape[1:], *sizes), self.padding)


class MaxPool(Pool[Size, Padding]):
    """The base of MaxPool1d, MaxPool2d and MaxPool3d."""

    formula = "out = max over each window of input"
    onnx = "MaxPool"

    dilation: Size = Field(ONE, description="Steps from one element of the window to the next.")
    ceil_mode: bool = Field(False, description="Count a last window that is not full.")

    def check(self, *inputs: TensorType) -> None:
        self._check_window(inputs[0], self.dilation, self.ceil_mode)


class AvgPool(Pool[Size, Padding]):
    """The base of AvgPool1d, AvgPool2d and AvgPool3d."""

    formula = "out = mean over each window of input"
    onnx = "AveragePool"
    paper = "LeCun, Bottou, Bengio and Haffner, 1998"

    ceil_mode: bool = Field(False, description="Count a last window that is not full.")
    count_include_pad: bool = Field(True, description="Count the added zeros in the mean.")

    def check(self, *inputs: TensorType) -> None:
        self._check_window(inputs[0], 1, self.ceil_mode)


class DividedAvgPool(AvgPool[Size, Padding]):
    """The base of AvgPool2d and AvgPool3d, whose divisor can be chosen."""

    divisor_override: Count | None = Field(
        None, description="What to divide sums by. Left out: what was summed."
    )

    def onnx_problem(self, *inputs: TensorType) -> str:
        if self.divisor_override is None or not self.ceil_mode:
            return ""
        return "ONNX's AveragePool has no divisor_override with ceil_mode; leave one of them out."
