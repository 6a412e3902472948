"""Mean and standard deviation of the pixels, exact and the same on every machine."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

# Below one grey level there is nothing to scale up.
_LEAST_STD = 1 / 255


def pixel_sums(image: NDArray[np.uint8]) -> NDArray[np.uint64]:
    """uint64 [2,C]: the sum and the sum of squares of each channel of uint8 [H,W,C]."""
    height, width, channels = image.shape
    rows = image.reshape(height, width * channels).astype(np.uint32)
    columns = np.stack([rows.sum(0, np.uint64), (rows * rows).sum(0, np.uint64)])
    sums: NDArray[np.uint64] = columns.reshape(2, width, channels).sum(1)
    return sums


def mean_and_std(
    sums: NDArray[np.uint64], pixels_an_image: int
) -> tuple[tuple[float, ...], tuple[float, ...]]:
    """Mean and standard deviation of each channel, in units of 0 to 1.

    Args:
        sums: uint64 [N,2,C], `pixel_sums` of N images.
        pixels_an_image: Height times width.

    Returns:
        C means and C deviations, rounded to six places; a deviation is at least 1/255.
    """
    # Python's whole numbers have no limit, and so nothing is rounded before the divisions.
    total, squares = sums.sum(0, dtype=np.uint64).tolist()
    count = len(sums) * pixels_an_image
    means = [first / count for first in total]
    variances = [
        (count * second - first * first) / count**2
        for first, second in zip(total, squares, strict=True)
    ]
    return (
        tuple(round(mean / 255, 6) for mean in means),
        tuple(round(max(variance**0.5 / 255, _LEAST_STD), 6) for variance in variances),
    )
