"""Colours for the classes of a mask."""

from __future__ import annotations

import colorsys

from netwright.interfaces.documents.target import IGNORED, Segmentation

_GOLDEN = 0.618033988749895
"""The share of the colour circle from one class to the next: neighbours are far apart."""


def palette_of(target: Segmentation) -> list[int]:
    """A palette of 256 colours, as PIL takes it: red, green, blue of each after the other.

    The classes' own colours where the masks that were trained on had some; else black for the
    first, which is mostly the background, and for the others hues that are told apart easily. What
    is ignored is white.
    """
    colors = dict(enumerate(target.colors))
    known = [colors.get(index) or _color(index) for index in range(len(target.classes))]
    rest = [(0, 0, 0)] * (IGNORED - len(known))
    return [value for color in (*known, *rest, (255, 255, 255)) for value in color]


def _color(index: int) -> tuple[int, int, int]:
    if index == 0:
        return (0, 0, 0)
    # Three brightnesses, so that hues which come round again still differ.
    value = (1.0, 0.75, 0.5)[index // 12 % 3]
    red, green, blue = colorsys.hsv_to_rgb(index * _GOLDEN % 1, 0.85, value)
    return round(255 * red), round(255 * green), round(255 * blue)
