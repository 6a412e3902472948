"""How near pictures come to the wanted ones."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

_LEAST_SQUARED_ERROR = 1e-10
"""Equal pictures would have an infinite PSNR; this makes it 100 dB."""
_WINDOW, _SIGMA = 11, 1.5
_C1, _C2 = 0.01**2, 0.03**2

Pictures = NDArray[np.floating]
"""[N,H,W,C], 0 to 1."""


def psnr(a: Pictures, b: Pictures) -> NDArray[np.float64]:
    """The peak signal-to-noise ratio in dB, [N]; 100 of equal pictures."""
    squared = np.square(a - b, dtype=np.float64).mean(axis=(1, 2, 3))
    return np.asarray(-10 * np.log10(np.maximum(squared, _LEAST_SQUARED_ERROR)))


def structural_similarity(a: Pictures, b: Pictures) -> NDArray[np.float64]:
    """How alike pictures look: 1 for equal ones (Wang, Bovik, Sheikh and Simoncelli, 2004).

    Means, variances and covariance are taken under a Gaussian window of 11 by 11 pixels and
    deviation 1.5; of smaller pictures, under the largest odd window that fits. Only windows that
    lie wholly within the picture count.

    Returns:
        [N], the average over channels and windows.
    """
    bell = _bell(min(*a.shape[1:3], _WINDOW))
    a, b = np.asarray(a, np.float64), np.asarray(b, np.float64)
    mean_a, mean_b = _blur(a, bell), _blur(b, bell)
    var_a = _blur(a * a, bell) - mean_a**2
    var_b = _blur(b * b, bell) - mean_b**2
    covariance = _blur(a * b, bell) - mean_a * mean_b
    alike = (2 * mean_a * mean_b + _C1) * (2 * covariance + _C2)
    most = (mean_a**2 + mean_b**2 + _C1) * (var_a + var_b + _C2)
    return np.asarray((alike / most).mean(axis=(1, 2, 3)))


def _bell(shortest: int) -> NDArray[np.float64]:
    size = shortest if shortest % 2 else shortest - 1
    bell = np.exp(-((np.arange(size) - size // 2) ** 2) / (2 * _SIGMA**2))
    return np.asarray(bell / bell.sum())


def _blur(pictures: Pictures, bell: NDArray[np.float64]) -> NDArray[np.float64]:
    """Down the columns, then along the rows; a weight at a time, which needs no copy of windows."""
    height, width = (size - len(bell) + 1 for size in pictures.shape[1:3])
    down = sum(w * pictures[:, i : i + height] for i, w in enumerate(bell))
    assert isinstance(down, np.ndarray)
    return np.asarray(sum(w * down[:, :, i : i + width] for i, w in enumerate(bell)))
