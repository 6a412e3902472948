"""A layer's numbers as one picture."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import numpy as np
from PIL import Image

from netwright.inference.inside.colors import colored

if TYPE_CHECKING:
    from numpy.typing import NDArray

_TILE = 48
_LARGEST_TILE = 128
_GAP = 2
_BACKGROUND = (255, 255, 255)


def feature_grid(values: NDArray[Any]) -> Image.Image:
    """What a layer gives for one sample, map beside map.

    The smallest number of the layer is black, the largest light yellow; blue is what is no finite
    number. So maps can be told apart by how strong they are.

    Args:
        values: [C,H,W]: C maps in rows, the first at the upper left. Of more axes all but the last
            two count maps; [H,W] is one map, and [C] are C numbers.

    Returns:
        RGB; small maps are enlarged, each number to a square.
    """
    tiles = [_tile(pixels) for pixels in colored(_shares(_maps(values)))]
    width, height = tiles[0].size
    columns = math.ceil(math.sqrt(len(tiles) * height / width))
    rows = math.ceil(len(tiles) / columns)
    size = (columns * (width + _GAP) - _GAP, rows * (height + _GAP) - _GAP)
    grid = Image.new("RGB", size, _BACKGROUND)
    for number, tile in enumerate(tiles):
        row, column = divmod(number, columns)
        grid.paste(tile, (column * (width + _GAP), row * (height + _GAP)))
    return grid


def _maps(values: NDArray[Any]) -> NDArray[np.float64]:
    """[C,H,W] of an array of any shape."""
    shape = values.shape[-2:] if values.ndim > 1 else (1, 1)
    return values.astype(np.float64).reshape(-1, *shape)


def _shares(maps: NDArray[np.float64]) -> NDArray[np.float64]:
    finite = maps[np.isfinite(maps)]
    if not finite.size:
        return maps
    low, high = float(finite.min()), float(finite.max())
    shares: NDArray[np.float64] = (maps - low) / ((high - low) or 1.0)
    return shares


def _tile(pixels: NDArray[np.uint8]) -> Image.Image:
    tile = Image.fromarray(pixels)
    longer = max(tile.size)
    if longer > _LARGEST_TILE:
        tile.thumbnail((_LARGEST_TILE, _LARGEST_TILE), Image.Resampling.BOX)
        return tile
    factor = max(1, _TILE // longer)
    return tile.resize((tile.width * factor, tile.height * factor), Image.Resampling.NEAREST)
