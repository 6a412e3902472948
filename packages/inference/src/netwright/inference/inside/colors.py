"""Numbers as colours, without a plotting library."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

_STOPS = (
    (0.0, (0, 0, 4)),
    (0.2, (66, 10, 104)),
    (0.4, (147, 38, 103)),
    (0.6, (221, 81, 58)),
    (0.8, (252, 165, 10)),
    (1.0, (252, 255, 164)),
)
"""Inferno, by Nathaniel Smith and Stefan van der Walt (2015): brightness grows evenly."""

NOT_FINITE = (0, 200, 255)
"""The colour of what is no finite number, which the others do not come near."""


def colored(shares: NDArray[Any]) -> NDArray[np.uint8]:
    """Colours for numbers from 0 to 1, of any shape [...]: uint8 [...,3]; others are clipped."""
    known = np.isfinite(shares)
    clipped = np.clip(np.where(known, shares, 0), 0, 1)
    at, stops = [stop for stop, _ in _STOPS], [color for _, color in _STOPS]
    channels = [np.interp(clipped, at, levels) for levels in zip(*stops, strict=True)]
    pixels = np.rint(np.stack(channels, axis=-1)).astype(np.uint8)
    pixels[~known] = NOT_FINITE
    return pixels
