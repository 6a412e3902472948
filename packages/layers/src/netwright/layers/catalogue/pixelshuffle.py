from __future__ import annotations

from pydantic import Field

from netwright.layers.families.fixes import call, putting
from netwright.layers.families.parameters import Factor
from netwright.layers.families.spatial import Spatial
from netwright.layers.layer import Example, Misfit, TensorType


class PixelShuffle(Spatial):
    """Turns channels into pixels: an image upscale_factor times as high and as wide."""

    category = "Resizing"
    takes = ("C,H,W",)
    features_are_channels = True
    formula = "[C·r²,H,W] becomes [C,H·r,W·r], r the upscale_factor"
    onnx = "DepthToSpace"
    paper = "Shi, Caballero, Huszár and others, 2016"
    examples = (Example({"upscale_factor": 2}, (TensorType((8, 3, 4)),)),)

    upscale_factor: Factor = Field(description="How many times as high and as wide.")

    def check(self, *inputs: TensorType) -> None:
        channels, pixels = inputs[0].shape[0], self.upscale_factor**2
        if channels % pixels:
            enough = -(-channels // pixels) * pixels
            raise Misfit(
                f"a number of channels that upscale_factor² = {pixels} divides",
                str(channels),
                fix=putting(call("Conv2d", out_channels=enough, kernel_size=1)),
            )
