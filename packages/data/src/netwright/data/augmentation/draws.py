"""From random numbers between 0 and 1 to the quantities that augmentations draw."""

from __future__ import annotations

import functools

import numpy as np
from numpy.typing import NDArray

Draws = NDArray[np.float64]

BOX_DRAWS = 22
"""How many numbers a box takes: ten attempts at its shape, and its place."""

_ATTEMPTS = 10
_TABLE = 2049


def between(draws: Draws, ends: tuple[float, float]) -> Draws:
    """Uniform between two ends."""
    low, high = ends
    return low + (high - low) * draws


def either_side(draws: Draws, largest: float) -> Draws:
    """Uniform between -largest and largest."""
    return between(draws, (-largest, largest))


def below(draws: Draws, count: int | NDArray[np.int64]) -> NDArray[np.int64]:
    """Whole numbers from 0 to count - 1, all as likely."""
    return (draws * count).astype(np.int64)


def boxes(
    draws: Draws, size: tuple[int, int], scale: tuple[float, float], ratio: tuple[float, float]
) -> NDArray[np.int64]:
    """int64 [N,4]: top, left, height and width of a box inside the picture, in whole pixels.

    The first of ten shapes that fits is taken, as in torchvision; the last is cut to what fits.

    Args:
        draws: float64 [N,BOX_DRAWS], between 0 and 1.
        size: Height and width of the picture.
        scale: The box's smallest and largest area, as shares of the picture's.
        ratio: Its narrowest and widest width by height; their logarithms are drawn.
    """
    areas = between(draws[:, :_ATTEMPTS], scale) * (size[0] * size[1])
    low, high = np.log(ratio)
    ratios = np.exp(between(draws[:, _ATTEMPTS : 2 * _ATTEMPTS], (low, high)))
    heights = np.maximum(np.round(np.sqrt(areas / ratios)), 1)
    widths = np.maximum(np.round(np.sqrt(areas * ratios)), 1)
    fits = (heights <= size[0]) & (widths <= size[1])
    fits[:, -1] = True
    rows, chosen = np.arange(len(draws)), fits.argmax(axis=1)
    height = np.minimum(heights[rows, chosen], size[0]).astype(np.int64)
    width = np.minimum(widths[rows, chosen], size[1]).astype(np.int64)
    top = below(draws[:, -2], size[0] - height + 1)
    left = below(draws[:, -1], size[1] - width + 1)
    return np.stack([top, left, height, width], axis=1)


def beta(draws: Draws, alpha: float) -> Draws:
    """Beta(alpha, alpha) by its quantiles, to about four places.

    numpy draws it by rejection, which takes nobody knows how many numbers.
    """
    points, shares = _beta_table(alpha)
    lower = np.interp(np.minimum(draws, 1 - draws), shares, points) ** (1 / min(alpha, 1))
    return np.where(draws < 0.5, lower, 1 - lower)


@functools.lru_cache(maxsize=16)
def _beta_table(alpha: float) -> tuple[Draws, Draws]:
    """Points s up to the median, and the share of the distribution below each.

    They are s = x**min(alpha, 1), in which the density is smooth where that in x has a pole.
    """
    power = min(alpha, 1)
    points = np.linspace(0, 0.5**power, _TABLE)
    x = points ** (1 / power)
    density = x ** (alpha - power) * (1 - x) ** (alpha - 1)
    shares = np.concatenate([[0], np.cumsum(density[1:] + density[:-1])])
    return points, shares * (0.5 / shares[-1])
