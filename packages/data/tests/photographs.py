"""Pieces of scikit-learn's two photographs, and what can be made of them, as files."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import numpy as np
from PIL import Image
from sklearn.datasets import load_sample_image


@cache
def _photographs() -> tuple[np.ndarray, ...]:
    return tuple(load_sample_image(name) for name in ("china.jpg", "flower.jpg"))


def piece(number: int, height: int = 24, width: int = 32) -> np.ndarray:
    """uint8 [height,width,3]: another place of a photograph for each number."""
    whole = _photographs()[number % 2]
    top = 37 * number % (whole.shape[0] - height)
    left = 53 * number % (whole.shape[1] - width)
    return whole[top : top + height, left : left + width]


def levels(pixels: np.ndarray, count: int) -> np.ndarray:
    """uint8 [H,W]: 0 for the darkest of `count` classes of brightness that are equally large."""
    grey = pixels.mean(2)
    edges = np.quantile(grey, np.arange(1, count) / count)
    return np.searchsorted(edges, grey).astype(np.uint8)


def save(path: Path, pixels: np.ndarray, palette: list[int] | None = None, **how) -> Path:
    """Write the pixels as a picture, [H,W] as a grey one or with a palette."""
    path.parent.mkdir(parents=True, exist_ok=True)
    image = Image.fromarray(pixels)
    if palette:
        image = Image.fromarray(pixels, "P")
        image.putpalette(palette)
    image.save(path, **how)
    return path
