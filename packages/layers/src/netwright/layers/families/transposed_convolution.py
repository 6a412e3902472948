"""What ConvTranspose1d, 2d and 3d share: their parameters and how they fit an input."""

from __future__ import annotations

from typing import Generic, TypeVar

from pydantic import Field, model_validator

from netwright.interfaces.documents.problems import Invalid
from netwright.layers.families.channel_groups import check_in_channels, check_out_channels
from netwright.layers.families.fixes import setting
from netwright.layers.families.parameters import ONE, ZERO, Channels
from netwright.layers.families.spatial import Sizes, Spatial, cross, each, letters, one_or_each
from netwright.layers.layer import Misfit, Shape, TensorType, inferred

Size = TypeVar("Size", bound=Sizes)
Padding = TypeVar("Padding", bound=Sizes)


class TransposedConvolution(Spatial, Generic[Size, Padding]):
    """The base of the three: `Size` and `Padding` have one number for each spatial axis."""

    category = "Convolution"
    features_are_channels = True
    formula = (
        "size_out = (size - 1) · stride - 2 · padding + dilation · (kernel_size - 1)"
        " + output_padding + 1"
    )
    onnx = "ConvTranspose"
    paper = "Zeiler, Krishnan, Taylor and Fergus, 2010"

    out_channels: Channels = Field(description="How many channels come out.")
    kernel_size: Size = Field(
        description="Size of the kernels: one number, or one an axis, as [height, width]."
    )
    stride: Size = Field(
        ONE, description="Steps in the output for one step in the input: 2 doubles the size."
    )
    padding: Padding = Field(ZERO, description="Values cut off at each border of the output.")
    output_padding: Padding = Field(
        ZERO, description="Values added at the far border, where a stride leaves the size open."
    )
    groups: Channels = Field(1, description="Channel groups that are convolved apart.")
    bias: bool = Field(True, description="Add a learned number to each output channel.")
    dilation: Size = Field(ONE, description="Steps from one kernel element to the next.")
    in_channels: int | None = inferred(axis=0, unit="channels")

    @model_validator(mode="after")
    def _parameters_go_together(self) -> TransposedConvolution[Size, Padding]:
        check_out_channels(self.out_channels, self.groups)
        axes = self.spatial_axes()
        steps = zip(each(self.stride, axes), each(self.dilation, axes), strict=True)
        most = tuple(max(stride, dilation) - 1 for stride, dilation in steps)
        added = each(self.output_padding, axes)
        if any(got > limit for got, limit in zip(added, most, strict=True)):
            fits = tuple(map(min, added, most))
            raise Invalid(
                f"output_padding {cross(added)} is not below stride or dilation",
                fix=setting("a larger stride", output_padding=one_or_each(fits)),
            )
        return self

    def check(self, *inputs: TensorType) -> None:
        channels, *spatial = inputs[0].shape
        check_in_channels(channels, self.out_channels, self.groups)
        unpadded = self._unpadded(tuple(spatial))
        padding = each(self.padding, len(spatial))
        if any(size <= 2 * cut for size, cut in zip(unpadded, padding, strict=True)):
            fits = tuple(min(c, (size - 1) // 2) for size, c in zip(unpadded, padding, strict=True))
            raise Misfit(
                f"{letters(len(spatial))} that make more than "
                f"{cross(tuple(2 * cut for cut in padding))}, to cut off padding",
                f"{cross(tuple(spatial))}, which make {cross(unpadded)}",
                fix=setting(padding=one_or_each(fits)),
            )

    def onnx_problem(self, *inputs: TensorType) -> str:
        axes = self.spatial_axes()
        steps = zip(each(self.output_padding, axes), each(self.stride, axes), strict=True)
        if all(added < stride for added, stride in steps):
            return ""
        return "onnxruntime takes output_padding only below stride; set output_padding=0."

    def _unpadded(self, spatial: Shape) -> Shape:
        """The sizes of the output before padding is cut off."""
        parameters = (self.kernel_size, self.stride, self.dilation, self.output_padding)
        rows = zip(spatial, *(each(value, len(spatial)) for value in parameters), strict=True)
        return tuple((s - 1) * step + d * (k - 1) + more + 1 for s, k, step, d, more in rows)
