"""Mean and standard deviation of pixels and of numbers, the same on every machine."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

# Below one grey level there is nothing to scale up.
_LEAST_STD = 1 / 255


def pixel_sums(image: NDArray[np.uint8]) -> NDArray[np.uint64]:
    """uint64 [2,C]: the sum and the sum of squares of each channel of uint8 [H,W,C]."""
    height, width, channels = image.shape
    rows = image.reshape(height, width * channels)
    wide = rows.astype(np.uint16)  # The largest square, 65,025, just fits in.
    # 32 bits hold the sum of 66,051 of them, and no side of an image is as long.
    columns = np.stack([rows.sum(0, np.uint32), (wide * wide).sum(0, np.uint32)])
    sums: NDArray[np.uint64] = columns.reshape(2, width, channels).sum(1, np.uint64)
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


def measured(
    values: NDArray[np.floating], axis: int | tuple[int, ...] | None = 0
) -> tuple[tuple[float, ...], tuple[float, ...]]:
    """Mean and standard deviation along `axis`, in double precision; a deviation of 0 becomes 1.

    Rounded to nine digits, as the last ones depend on the order in which a machine adds.
    """
    mean = np.mean(values, axis, dtype=np.float64)
    std = np.std(values, axis, dtype=np.float64)
    return _rounded(mean), _rounded(_at_least(std, mean))


def _at_least(std: Any, mean: Any) -> Any:
    """The deviation, or 1 where it is nothing but what adding up equal numbers leaves."""
    return np.where(std > np.maximum(np.abs(mean), 1e-30) * 1e-9, std, 1.0)


def _rounded(values: Any) -> tuple[float, ...]:
    return tuple(float(f"{value:.9g}") for value in np.atleast_1d(values).tolist())


class BlockSums:
    """Mean and deviation of what comes in blocks, each of which is given twice.

    The second pass adds squared distances from the mean, which stays exact where the mean is large
    and the deviation small.

    Args:
        channel_axis: The axis of [N,...] whose entries are measured each; None for all values.
    """

    def __init__(self, channel_axis: int | None) -> None:
        self._axis = channel_axis
        self._count, self._sum, self._squares = 0, np.zeros(1), np.zeros(1)

    def add(self, block: NDArray[Any], *, again: bool) -> None:
        """Add [N,...]; `again` in the second pass, for the same blocks in any order."""
        first = 0 if self._axis is None else self._axis
        values = np.moveaxis(block, first, 0)
        values = values.reshape(1 if self._axis is None else len(values), -1)
        if again:
            apart = values - (self._sum / self._count)[:, np.newaxis]
            self._squares = self._squares + np.square(apart).sum(1)
        else:
            self._count += values.shape[1]
            self._sum = self._sum + values.sum(1, dtype=np.float64)

    def mean_and_std(self, scale: float = 1.0) -> tuple[tuple[float, ...], tuple[float, ...]]:
        """Both after a division by `scale`; a deviation of 0 becomes 1."""
        mean, std = self._sum / self._count / scale, np.sqrt(self._squares / self._count) / scale
        return _rounded(mean), _rounded(_at_least(std, mean))
