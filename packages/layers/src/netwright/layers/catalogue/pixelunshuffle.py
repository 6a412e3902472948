from __future__ import annotations

from pydantic import Field

from netwright.layers.families.fixes import call, putting
from netwright.layers.families.parameters import Factor
from netwright.layers.families.spatial import Spatial
from netwright.layers.layer import Example, Misfit, TensorType


class PixelUnshuffle(Spatial):
    """Turns pixels into channels: an image downscale_factor times smaller, with nothing lost."""

    category = "Resizing"
    takes = ("C,H,W",)
    formula = "[C,H·r,W·r] becomes [C·r²,H,W], r the downscale_factor"
    onnx = "Reshape, Transpose"
    paper = "Shi, Caballero, Huszár and others, 2016"
    examples = (Example({"downscale_factor": 2}, (TensorType((3, 4, 6)),)),)

    downscale_factor: Factor = Field(description="How many times smaller in height and width.")

    def check(self, *inputs: TensorType) -> None:
        _, height, width = inputs[0].shape
        below, beside = -height % self.downscale_factor, -width % self.downscale_factor
        if below or beside:
            raise Misfit(
                f"H×W that downscale_factor={self.downscale_factor} divides",
                f"{height}×{width}",
                fix=putting(call("ZeroPad2d", padding=(0, beside, 0, below))),
            )
