"""Small curves in braille characters, eight dots in each."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from rich.text import Text

_BLANK = 0x2800
_DOTS = ((0x01, 0x08), (0x02, 0x10), (0x04, 0x20), (0x40, 0x80))
"""The bit of a dot, by its row and column in a character."""
_LOGARITHMIC_FROM = 20
"""A loss that falls by more than this is drawn on a logarithmic axis."""
_LABEL = 7

Point = tuple[float, float]


@dataclass(frozen=True)
class Curve:
    """Points in order of x, and the style that rich draws them in."""

    points: Sequence[Point]
    style: str


def chart(
    curves: Sequence[Curve], end: float, width: int, height: int, *, logarithmic: bool = False
) -> list[Text]:
    """`height` lines of `width` characters: curves above an axis from 0 to `end`.

    Args:
        curves: The later ones are drawn over the earlier ones; points that are not finite are
            left out.
        end: The largest x there will be.
        width: In characters, labels included.
        height: In lines.
        logarithmic: Whether values that span more than a factor of 20 may be drawn by their
            logarithms.
    """
    finite = [Curve([p for p in c.points if math.isfinite(p[1])], c.style) for c in curves]
    values = [y for curve in finite for _, y in curve.points]
    if not values:
        return [Text(" " * width) for _ in range(height)]
    low, high = min(values), max(values)
    by_logarithm = logarithmic and 0 < low * _LOGARITHMIC_FROM < high
    scale = math.log if by_logarithm else float
    canvas = _Canvas(width - _LABEL, height)
    for curve in finite:
        places = [(x / end, _share(scale(y), scale(low), scale(high))) for x, y in curve.points]
        canvas.draw(places, curve.style)
    return _labelled(canvas.lines(), low, high)


def _share(value: float, low: float, high: float) -> float:
    return (value - low) / (high - low) if high > low else 0.5


def _labelled(lines: list[Text], low: float, high: float) -> list[Text]:
    last = len(lines) - 1
    labels = {0: f"{high:.3g}", last: f"{low:.3g}"}
    return [
        Text(
            f"{labels.get(row, ''):>{_LABEL - 1}.{_LABEL - 1}}{'┤' if row in labels else '│'}",
            style="dim",
        ).append_text(line)
        for row, line in enumerate(lines)
    ]


class _Canvas:
    """Dots in a field of braille characters."""

    def __init__(self, width: int, height: int) -> None:
        self._width, self._height = max(1, width), height
        self._bits = [[0] * self._width for _ in range(height)]
        self._styles = [[""] * self._width for _ in range(height)]

    def draw(self, places: Sequence[Point], style: str) -> None:
        """A line through places, each 0 to 1 from the left and from below."""
        dots = [
            (round(x * (2 * self._width - 1)), round((1 - y) * (4 * self._height - 1)))
            for x, y in places
        ]
        for start, end in zip(dots, dots[1:] or dots, strict=False):
            self._line(start, end, style)

    def _line(self, start: tuple[int, int], end: tuple[int, int], style: str) -> None:
        steps = max(abs(end[0] - start[0]), abs(end[1] - start[1]), 1)
        for step in range(steps + 1):
            x = start[0] + (end[0] - start[0]) * step // steps
            y = start[1] + (end[1] - start[1]) * step // steps
            self._bits[y // 4][x // 2] |= _DOTS[y % 4][x % 2]
            self._styles[y // 4][x // 2] = style

    def lines(self) -> list[Text]:
        return [
            Text.assemble(
                *(
                    (chr(_BLANK + bits) if bits else " ", style)
                    for bits, style in zip(row, styles, strict=True)
                )
            )
            for row, styles in zip(self._bits, self._styles, strict=True)
        ]
