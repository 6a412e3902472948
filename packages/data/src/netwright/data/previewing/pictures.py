"""One sample as a picture with its label: what a cell of a contact sheet shows."""

from __future__ import annotations

import colorsys
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from netwright.interfaces.documents.target import (
    IGNORED,
    AnyTarget,
    Classification,
    ImageToImage,
    MultiLabel,
    Regression,
    Segmentation,
)


def as_picture(pixels: NDArray[np.uint8]) -> Image.Image:
    """The RGB picture of uint8 [H,W,C] with one channel or three."""
    return Image.fromarray(pixels.squeeze(-1) if pixels.shape[-1] == 1 else pixels).convert("RGB")


def shown(pixels: NDArray[np.uint8], value: Any, target: AnyTarget) -> list[Image.Image]:
    """What a sample looks like: its image, and beside it the mask or picture to be learnt."""
    image = as_picture(pixels)
    if isinstance(target, Segmentation):
        return [image, mask_picture(value, target)]
    if isinstance(target, ImageToImage):
        return [image, as_picture(np.asarray(value))]
    return [image]


def caption(value: Any, target: AnyTarget) -> str:
    """The label in words; empty where the picture says it all.

    Args:
        value: The sample's target; of classification also float [classes], as MixUp makes it.
    """
    if isinstance(target, Classification):
        return _classes(np.asarray(value), target)
    if isinstance(target, MultiLabel):
        names = [name for name, on in zip(target.classes, value, strict=True) if on]
        return ", ".join(names) or "(none)"
    if isinstance(target, Regression):
        return ", ".join(
            f"{name} {number:.4g}" for name, number in zip(target.columns, value, strict=True)
        )
    return ""


def mask_picture(mask: NDArray[np.uint8], target: Segmentation) -> Image.Image:
    """A mask uint8 [H,W] in colours: those of the data set, or evenly spaced ones; 255 is white."""
    palette = np.full((IGNORED + 1, 3), 255, np.uint8)
    palette[: len(target.classes)] = mask_colors(target)
    return Image.fromarray(palette[mask])


def mask_colors(target: Segmentation) -> list[tuple[int, int, int]]:
    """Red, green and blue of each class, 0 to 255; the first is black where none are given."""
    if target.colors:
        return list(target.colors)
    others = len(target.classes) - 1
    hues = [colorsys.hsv_to_rgb(n / max(1, others), 0.75, 0.95) for n in range(others)]
    return [(0, 0, 0), *((round(255 * r), round(255 * g), round(255 * b)) for r, g, b in hues)]


def _classes(value: NDArray[Any], target: Classification) -> str:
    if value.ndim == 0:
        return target.classes[int(value)]
    parts = [(share, name) for share, name in zip(value, target.classes, strict=True) if share]
    return " + ".join(f"{name} {share:.0%}" for share, name in sorted(parts, reverse=True))
