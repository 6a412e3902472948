"""What a model says that makes another picture of a picture."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray


@dataclass(frozen=True, eq=False)
class Picture:
    """The picture that was made of one image.

    Attributes:
        path: The image's path as it was given, or None when it came from memory.
        pixels: uint8 [H,W,C], 0 to 255, with C = 1 (grey) or 3 (RGB), at the model's size.
    """

    path: str | None
    pixels: NDArray[np.uint8] = field(repr=False)

    @classmethod
    def of(cls, path: str | None, picture: NDArray[np.float32]) -> Picture:
        """The answer that `picture`, float32 [H,W,C] from 0 to 1, makes."""
        return cls(path, to_bytes(picture))

    def to_dict(self) -> dict[str, Any]:
        """The answer as JSON takes it; the pixels themselves are a picture."""
        height, width, _ = self.pixels.shape
        return {"path": self.path, "size": [width, height]}


def to_bytes(picture: NDArray[np.float32]) -> NDArray[np.uint8]:
    """uint8, 0 to 255, of float32, 0 to 1, rounded; black where it is NaN."""
    shares = np.nan_to_num(picture, nan=0.0, posinf=1.0, neginf=0.0)
    return np.rint(shares.clip(0, 1) * 255).astype(np.uint8)
