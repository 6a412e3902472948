"""A filter on a picture that is larger than what it was trained on: tile by tile."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

Filter = Callable[["NDArray[np.uint8]"], "NDArray[np.float32]"]
"""Makes [N,h,w,C] from 0 to 1 of uint8 [N,h,w,3], both at the filter's own size."""


def in_tiles(
    picture: NDArray[np.uint8], size: tuple[int, int], apply: Filter
) -> NDArray[np.float32]:
    """The filtered picture, float32 [H,W,C], 0 to 1, of the picture's own size.

    Tiles overlap by a quarter, and fade into each other there, so that no borders are seen. A
    picture that is smaller than one tile is continued by mirroring.

    Args:
        picture: uint8 [H,W,3].
        size: The height and width of what the filter takes.
        apply: The filter.
    """
    height, width = picture.shape[:2]
    rows, columns = (
        _starts(length, part) for length, part in zip((height, width), size, strict=True)
    )
    below, right = rows[-1] + size[0] - height, columns[-1] + size[1] - width
    whole = np.pad(picture, ((0, below), (0, right), (0, 0)), _how(picture, below, right))
    places = [(row, column) for row in rows for column in columns]
    tiles = np.stack([whole[r : r + size[0], c : c + size[1]] for r, c in places])
    made = apply(tiles)
    weight = np.outer(_fading(size[0]), _fading(size[1]))[..., np.newaxis]
    total = np.zeros((*whole.shape[:2], made.shape[-1]))
    weights = np.zeros((*whole.shape[:2], 1))
    for (row, column), tile in zip(places, made, strict=True):
        total[row : row + size[0], column : column + size[1]] += weight * tile
        weights[row : row + size[0], column : column + size[1]] += weight
    result: NDArray[np.float32] = (total / weights).astype(np.float32)[:height, :width]
    return result


def _starts(length: int, part: int) -> list[int]:
    """Where tiles begin, so that they cover the whole length and lie evenly."""
    if length <= part:
        return [0]
    count = math.ceil((length - part) / (part * 3 / 4)) + 1
    return [round(place) for place in np.linspace(0, length - part, count)]


def _fading(length: int) -> NDArray[np.float64]:
    """1 in the middle, falling to nearly 0 at both ends."""
    ramp = np.minimum(np.arange(1, length + 1), np.arange(length, 0, -1))
    return np.minimum(1.0, ramp / max(1.0, length / 4))


def _how(picture: NDArray[np.uint8], below: int, right: int) -> Any:
    """Mirrored; but a picture that is too small to be mirrored so far ends as it ends."""
    fits = below < picture.shape[0] and right < picture.shape[1]
    return "reflect" if fits else "edge"
