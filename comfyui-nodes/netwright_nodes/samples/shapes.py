"""Pictures of circles, squares and triangles, with a mask of which is where."""

from __future__ import annotations

import math
import random
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFilter

SIDE = 64
KINDS = ("background", "circle", "square", "triangle")
_FINER = 4  # Drawn larger and made smaller, so that borders are smooth.


@dataclass(frozen=True)
class Scene:
    """A picture, RGB, and its mask, whose pixels are places in `KINDS`."""

    picture: Image.Image
    mask: Image.Image


def scene(number: int) -> Scene:
    """The picture of that number, the same on every machine."""
    draw_of = random.Random(number)
    side = SIDE * _FINER
    picture = Image.new("RGB", (side, side), _colour(draw_of, 20, 110))
    mask = Image.new("L", (side, side), 0)
    for _ in range(draw_of.randint(2, 4)):
        kind = draw_of.randint(1, len(KINDS) - 1)
        radius = draw_of.randint(side // 9, side // 5)
        centre = draw_of.randint(radius, side - radius), draw_of.randint(radius, side - radius)
        turn, colour = draw_of.uniform(0, math.tau), _colour(draw_of, 130, 255)
        _draw(ImageDraw.Draw(picture), kind, centre, radius, turn, colour)
        _draw(ImageDraw.Draw(mask), kind, centre, radius, turn, kind)
    small = picture.resize((SIDE, SIDE), Image.Resampling.BOX)
    return Scene(small, mask.resize((SIDE, SIDE), Image.Resampling.NEAREST))


def noisy(picture: Image.Image, number: int, sigma: float = 28.0) -> Image.Image:
    """The picture with the noise of a dark room; `sigma` in levels of 255."""
    draw_of = np.random.RandomState(number)
    pixels: NDArray[np.float64] = np.asarray(picture) + draw_of.normal(0, sigma, (SIDE, SIDE, 3))
    return Image.fromarray(pixels.round().clip(0, 255).astype(np.uint8))


def blurred(picture: Image.Image, number: int) -> Image.Image:
    """The picture out of focus."""
    return picture.filter(ImageFilter.GaussianBlur(random.Random(number).uniform(1.5, 3.0)))


def _colour(draw_of: random.Random, low: int, high: int) -> tuple[int, int, int]:
    red, green, blue = (draw_of.randint(low, high) for _ in range(3))
    return red, green, blue


def _draw(
    draw: ImageDraw.ImageDraw,
    kind: int,
    centre: tuple[int, int],
    radius: int,
    turn: float,
    fill: int | tuple[int, int, int],
) -> None:
    x, y = centre
    if KINDS[kind] == "circle":
        draw.ellipse((x - radius, y - radius, x + radius, y + radius), fill=fill)
        return
    corners = {"square": 4, "triangle": 3}[KINDS[kind]]
    angles = [turn + math.tau * corner / corners for corner in range(corners)]
    draw.polygon([(x + radius * math.cos(a), y + radius * math.sin(a)) for a in angles], fill=fill)
