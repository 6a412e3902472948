"""What Conv1d, Conv2d and Conv3d share: their parameters and how they fit an input."""

from __future__ import annotations

import math
from typing import Generic, TypeVar

from pydantic import Field, model_validator

from netwright.interfaces.documents.problems import Invalid
from netwright.layers.families.channel_groups import check_in_channels, check_out_channels
from netwright.layers.families.fixes import Fix, setting
from netwright.layers.families.parameters import ONE, ZERO, Channels, PaddingMode
from netwright.layers.families.spatial import Sizes, Spatial, cross, each, letters, one_or_each
from netwright.layers.families.window import Window
from netwright.layers.layer import Misfit, Shape, TensorType, inferred

Size = TypeVar("Size", bound=Sizes)
Padding = TypeVar("Padding", bound=Sizes | str)


class Convolution(Spatial, Generic[Size, Padding]):
    """The base of the three: `Size` and `Padding` have one number for each spatial axis."""

    category = "Convolution"
    formula = "out[n,k] = bias[k] + Σ_c weight[k,c] ⋆ input[n,c], ⋆ the cross-correlation"
    onnx = "Conv"

    out_channels: Channels = Field(description="How many channels come out, one a kernel.")
    kernel_size: Size = Field(
        description="Size of the kernels: one number, or one an axis, as [height, width]."
    )
    stride: Size = Field(ONE, description="Steps from one place of the kernel to the next.")
    padding: Padding = Field(
        ZERO, description="Values added at each border; 'same' keeps the size at stride 1."
    )
    dilation: Size = Field(ONE, description="Steps from one kernel element to the next.")
    groups: Channels = Field(1, description="Channel groups that are convolved apart.")
    bias: bool = Field(True, description="Add a learned number to each output channel.")
    padding_mode: PaddingMode = Field("zeros", description="What the added values are.")
    in_channels: int | None = inferred(axis=0, unit="channels")

    @model_validator(mode="after")
    def _parameters_go_together(self) -> Convolution[Size, Padding]:
        check_out_channels(self.out_channels, self.groups)
        axes = self.spatial_axes()
        if self.padding == "same" and any(step != 1 for step in each(self.stride, axes)):
            half = tuple(total // 2 for total in self._kept())
            raise Invalid(
                "padding 'same' needs stride 1, for the size cannot stay the same",
                fix=setting("stride=1", padding=one_or_each(half)),
            )
        return self

    def check(self, *inputs: TensorType) -> None:
        channels, *spatial = inputs[0].shape
        check_in_channels(channels, self.out_channels, self.groups)
        self._check_padding_mode(tuple(spatial))
        if self.padding == "same":
            return
        padding = 0 if isinstance(self.padding, str) else self.padding
        window = Window.over(tuple(spatial), self.kernel_size, padding, self.dilation)
        if not window.fits():
            raise window.misfit(self._window_fix(window))

    def products(self, inputs: tuple[TensorType, ...], outputs: tuple[TensorType, ...]) -> int:
        kernel = math.prod(each(self.kernel_size, self.spatial_axes()))
        return math.prod(outputs[0].shape) * inputs[0].shape[0] // self.groups * kernel

    def _kept(self) -> Shape:
        """The padding of both ends together that keeps the size."""
        axes = self.spatial_axes()
        rows = zip(each(self.kernel_size, axes), each(self.dilation, axes), strict=True)
        return tuple(d * (k - 1) for k, d in rows)

    def _most_padding(self) -> Shape:
        """The padding of the end that gets more of it."""
        if self.padding == "same":
            return tuple(total - total // 2 for total in self._kept())
        padding = 0 if isinstance(self.padding, str) else self.padding
        return each(padding, self.spatial_axes())

    def _check_padding_mode(self, spatial: Shape) -> None:
        if self.padding_mode not in ("reflect", "circular"):
            return
        reflects = self.padding_mode == "reflect"
        least = tuple(padding + reflects for padding in self._most_padding())
        if any(size < wanted for size, wanted in zip(spatial, least, strict=True)):
            raise Misfit(
                f"{letters(len(spatial))} of at least {cross(least)} for "
                f"padding_mode={self.padding_mode!r}",
                cross(spatial),
                fix=setting("pad less", padding_mode="replicate"),
            )

    def _window_fix(self, window: Window) -> Fix:
        padding = window.padding_that_fits()
        if self.padding_mode in ("zeros", "replicate") and padding <= sum(window.kernel):
            return setting("a smaller kernel_size, or pool less before", padding=padding)
        return setting("pool less before", kernel_size=window.kernel_that_fits())
