"""Drawing in SVG: just what a chart is made of, in colours that suit a bright and a dark page."""

from __future__ import annotations

from html import escape

INK, QUIET = "currentColor", "var(--line)"
BLUE, ORANGE, RED = "#4c78a8", "#f58518", "#c0392b"


class Drawing:
    """A chart whose data go from 0 to 1 rightwards and upwards, with a margin for its words.

    Args:
        title: What it shows, for those who do not see it.
        width, height: Of the part with the data, in pixels.
        left, below: Of the margins.
    """

    def __init__(
        self, title: str, width: int, height: int, *, left: int = 56, below: int = 40
    ) -> None:
        self._title, self._width, self._height = title, width, height
        self._left, self._below, self._above, self._right = left, below, 12, 16
        self._parts: list[str] = []

    def x(self, share: float) -> float:
        """Pixels from the left."""
        return self._left + share * self._width

    def y(self, share: float) -> float:
        """Pixels from the top."""
        return self._above + (1 - share) * self._height

    def line(
        self, start: tuple[float, float], end: tuple[float, float], color: str = QUIET
    ) -> None:
        """A line between two points."""
        (x1, y1), (x2, y2) = start, end
        self._parts.append(
            f'<line x1="{self.x(x1):.1f}" y1="{self.y(y1):.1f}" x2="{self.x(x2):.1f}" '
            f'y2="{self.y(y2):.1f}" stroke="{color}"/>'
        )

    def bar(
        self,
        low: tuple[float, float],
        high: tuple[float, float],
        color: str = BLUE,
        *,
        opacity: float = 1.0,
        tip: str = "",
    ) -> None:
        """A rectangle from its lower left to its upper right; `tip` shows under the pointer."""
        (x1, y1), (x2, y2) = low, high
        self._parts.append(
            f'<rect x="{self.x(x1):.1f}" y="{self.y(y2):.1f}" '
            f'width="{(x2 - x1) * self._width:.1f}" height="{(y2 - y1) * self._height:.1f}" '
            f'fill="{color}" fill-opacity="{opacity:.3g}"><title>{escape(tip)}</title></rect>'
        )

    def dot(self, place: tuple[float, float], color: str = ORANGE) -> None:
        """A small circle."""
        x, y = place
        self._parts.append(
            f'<circle cx="{self.x(x):.1f}" cy="{self.y(y):.1f}" r="2.5" fill="{color}" '
            'fill-opacity="0.6"/>'
        )

    def word(
        self,
        place: tuple[float, float],
        text: str,
        *,
        anchor: str = "middle",
        down: float = 0.0,
        right: float = 0.0,
        turn: int = 0,
        color: str = INK,
        size: int = 12,
    ) -> None:
        """Text at a place, moved `down` and `right` by pixels and turned by degrees about it."""
        x, y = self.x(place[0]) + right, self.y(place[1]) + down
        turned = f' transform="rotate({turn} {x:.1f} {y:.1f})"' if turn else ""
        self._parts.append(
            f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" font-size="{size}" '
            f'fill="{color}"{turned}>{escape(text)}</text>'
        )

    def axes(self, across: tuple[str, str, str], up: tuple[str, str, str]) -> None:
        """Two axes, each with what stands at its start and its end, and its name between."""
        self.line((0, 0), (1, 0), INK)
        self.line((0, 0), (0, 1), INK)
        self.word((0, 0), across[0], anchor="start", down=18)
        self.word((1, 0), across[1], anchor="end", down=18)
        self.word((0.5, 0), across[2], down=34)
        for share, text in zip((0, 1), up[:2], strict=True):
            self.word((0, share), text, anchor="end", right=-6, down=4)
        self.word((0, 0.5), up[2], right=-self._left + 14, turn=-90)

    def svg(self) -> str:
        """The chart as part of a page."""
        width = self._left + self._width + self._right
        height = self._above + self._height + self._below
        return (
            f'<svg role="img" aria-label="{escape(self._title)}" width="{width}" '
            f'height="{height}" viewBox="0 0 {width} {height}" style="max-width: 100%; '
            'height: auto" font-family="system-ui, sans-serif">' + "".join(self._parts) + "</svg>"
        )
