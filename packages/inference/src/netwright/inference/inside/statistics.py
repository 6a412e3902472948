"""What can be said of a layer's numbers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

BINS = 16


@dataclass(frozen=True)
class Histogram:
    """How many numbers there are between neighbouring edges.

    Attributes:
        counts: One for each bin.
        edges: One more than bins, ascending.
    """

    counts: tuple[int, ...]
    edges: tuple[float, ...]


@dataclass(frozen=True)
class Statistics:
    """Facts about an array. Those about its size and spread leave out what is not finite.

    Attributes:
        shape: Its sizes.
        dtype: Its numpy dtype's name.
        mean: The mean, None where no number is finite; so are the next three.
        std: The standard deviation.
        smallest: The smallest number.
        largest: The largest.
        zeros: The share of exact zeros among all numbers, 0 to 1.
        non_finite: The share of NaN and infinities.
        histogram: The finite numbers in 16 bins of the same width; None where there is none.
    """

    shape: tuple[int, ...]
    dtype: str
    mean: float | None
    std: float | None
    smallest: float | None
    largest: float | None
    zeros: float
    non_finite: float
    histogram: Histogram | None


def statistics_of(values: NDArray[Any]) -> Statistics:
    """The facts about an array of numbers of any shape."""
    numbers = values.astype(np.float64).ravel()
    finite = numbers[np.isfinite(numbers)]
    shape, dtype, size = values.shape, values.dtype.name, max(1, numbers.size)
    zeros, lost = float((numbers == 0).sum() / size), (numbers.size - finite.size) / size
    if not finite.size:
        return Statistics(shape, dtype, None, None, None, None, zeros, lost, None)
    return Statistics(
        shape=shape,
        dtype=dtype,
        mean=float(finite.mean()),
        std=float(finite.std()),
        smallest=float(finite.min()),
        largest=float(finite.max()),
        zeros=zeros,
        non_finite=lost,
        histogram=_histogram(finite),
    )


def _histogram(finite: NDArray[np.float64]) -> Histogram:
    counts, edges = np.histogram(finite, BINS)
    return Histogram(tuple(map(int, counts)), tuple(map(float, edges)))
