"""Where in a picture a model looks for one of its answers."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal

import numpy as np
from PIL import Image

from netwright.inference.inputs.images import AnyImage, to_pixels
from netwright.inference.inside.colors import colored
from netwright.interfaces.documents.preprocessing import ImagePreprocessing
from netwright.interfaces.masks import restore_picture

if TYPE_CHECKING:
    from numpy.typing import NDArray

Method = Literal["cam", "grad-cam", "occlusion"]
METHODS: dict[str, Method] = {"cam": "cam", "grad-cam": "grad-cam", "occlusion": "occlusion"}

_MOST_COLOR = 0.7
"""How much of the colour there is where the heat is greatest; the rest is the picture."""


@dataclass(frozen=True, eq=False)
class HeatMap:
    """What speaks for one answer, place by place.

    Attributes:
        path: The picture's path as it was given, or None when it came from memory.
        label: The class, label or column that is explained.
        probability: The class's or label's probability, 0 to 1; the value of a regression's column.
        method: How it was found: "cam", "grad-cam" or "occlusion".
        layer: The layer that was looked at; None for occlusion.
        values: float32 [h,w], at the layer's own size or at that of the model's input. Positive
            speaks for the answer. By "cam" their mean is the score less its bias; by "occlusion"
            they are how much the log-odds, or the value, fall where the place is covered.
        size: The upright picture's own (width, height) in pixels.
    """

    path: str | None
    label: str
    probability: float
    method: Method
    layer: str | None
    values: NDArray[np.float32] = field(repr=False)
    size: tuple[int, int]
    _preprocessing: ImagePreprocessing = field(repr=False)

    def at_own_size(self) -> NDArray[np.float32]:
        """The heat on the upright picture, float32 [height,width], 0 to 1.

        0 is where nothing speaks for the answer, and beside what ``fit="crop"`` left.
        """
        shown = (self._preprocessing.width, self._preprocessing.height)
        seen = Image.fromarray(self.values).resize(shown, Image.Resampling.BILINEAR)
        whole = restore_picture(seen, self._preprocessing, self.size, Image.Resampling.BILINEAR)
        heat: NDArray[np.float32] = np.maximum(np.asarray(whole, np.float32), np.float32(0))
        most = float(heat.max())
        if most > 0:
            heat /= most
        return heat

    def overlay(self, picture: AnyImage) -> Image.Image:
        """The heat in colours over the picture, upright, RGB, of the picture's own size.

        Args:
            picture: What was explained, in any form that a `Predictor` takes.

        Raises:
            DataError: It cannot be read.
        """
        width, height = self.size
        as_it_is = ImagePreprocessing(
            mode="RGB", height=height, width=width, mean=(0, 0, 0), std=(1, 1, 1)
        )
        pixels = to_pixels(picture, as_it_is).astype(np.float32)
        heat = self.at_own_size()
        share = _MOST_COLOR * heat[..., np.newaxis]
        mixed = (1 - share) * pixels + share * colored(heat)
        return Image.fromarray(np.rint(mixed).astype(np.uint8))

    def hottest(self) -> tuple[int, int]:
        """(x, y): the pixel of the upright picture where most speaks for the answer."""
        heat = self.at_own_size()
        row, column = np.unravel_index(int(heat.argmax()), heat.shape)
        return int(column), int(row)

    def to_dict(self) -> dict[str, Any]:
        """The explanation as JSON takes it; the map itself is a picture."""
        return {
            "path": self.path,
            "label": self.label,
            "probability": self.probability,
            "method": self.method,
            "layer": self.layer,
            "size": list(self.size),
            "hottest": list(self.hottest()),
        }
