"""The curves of a run that goes on, as a picture that takes a few milliseconds to draw."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import NamedTuple

from PIL import Image, ImageDraw, ImageFont

from netwright.interfaces.metrics.words import in_words
from netwright.training.views.course import Course

_WIDTH, _HEIGHT, _LEFT, _TOP, _BOTTOM, _GAP = 480, 220, 66, 32, 24, 12
_BATCHES, _TRAIN, _VAL, _INK, _GRID = "#b8cbe0", "#4c78a8", "#f58518", "#333333", "#dddddd"
_DOTS_UP_TO = 60


class _Curve(NamedTuple):
    points: Sequence[tuple[float, float]]
    colour: str
    name: str


def live_curves(course: Course) -> Image.Image:
    """Loss on the left, the most telling metric on the right, by epoch; RGB, 480 by 220 pixels."""
    picture = Image.new("RGB", (_WIDTH, _HEIGHT), "white")
    draw, half, end = ImageDraw.Draw(picture), _WIDTH // 2, float(course.start.epochs)
    losses = [
        _Curve(course.losses, _BATCHES, ""),
        _Curve(course.train, _TRAIN, "train"),
        _Curve(course.val, _VAL, "val"),
    ]
    _Panel(draw, 0, half).show("loss", losses, end)
    metric = in_words(course.headline) if course.headline else ""
    _Panel(draw, half, half).show(metric, [_Curve(course.values, _VAL, "")], end)
    return picture


class _Panel:
    """A part of the picture with axes of its own."""

    def __init__(self, draw: ImageDraw.ImageDraw, left: int, width: int) -> None:
        self._draw, self._font = draw, ImageFont.load_default(14)
        self._x = left + _LEFT, left + width - _GAP
        self._y = _HEIGHT - _BOTTOM, _TOP

    def show(self, title: str, curves: Sequence[_Curve], end: float) -> None:
        """Draw the curves, from 0 to `end` epochs."""
        finite = [_Curve([p for p in c.points if math.isfinite(p[1])], *c[1:]) for c in curves]
        values = [value for curve in finite for _, value in curve.points]
        low, high = (min(values), max(values)) if values else (0.0, 1.0)
        self._axes(title, low, high, end)
        for curve in finite:
            self._line(curve, low, high, end)
        self._legend([curve for curve in finite if curve.name])

    def _axes(self, title: str, low: float, high: float, end: float) -> None:
        (left, right), (bottom, top) = self._x, self._y
        self._draw.text((left, 8), title, fill=_INK, font=self._font)
        for y, value in ((bottom, low), (top, high)):
            self._draw.line((left, y, right, y), fill=_GRID)
            self._draw.text((left - 6, y), f"{value:.2g}", fill=_INK, font=self._font, anchor="rm")
        for x, epoch, anchor in ((left, 0.0, "la"), (right, end, "ra")):
            words = f"{epoch:g}" if x == left else f"epoch {epoch:g}"
            self._draw.text((x, bottom + 6), words, fill=_INK, font=self._font, anchor=anchor)

    def _line(self, curve: _Curve, low: float, high: float, end: float) -> None:
        (left, right), (bottom, top) = self._x, self._y
        span = high - low
        places = [
            (
                left + (right - left) * min(1.0, x / end),
                bottom + (top - bottom) * ((y - low) / span if span else 0.5),
            )
            for x, y in curve.points
        ]
        if len(places) > 1:
            self._draw.line(places, fill=curve.colour, width=2 if curve.colour != _BATCHES else 1)
        if curve.colour != _BATCHES and len(places) <= _DOTS_UP_TO:
            for x, y in places:
                self._draw.ellipse((x - 2, y - 2, x + 2, y + 2), fill=curve.colour)

    def _legend(self, curves: Sequence[_Curve]) -> None:
        x = self._x[1]
        for curve in reversed(curves):
            x -= int(self._font.getlength(curve.name)) + 10
            self._draw.text((x, 8), curve.name, fill=curve.colour, font=self._font)
