"""A part of the page, and tables as HTML."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape
from typing import NamedTuple


class Section(NamedTuple):
    """A heading with HTML below it."""

    title: str
    html: str


def picture(title: str, file: str, alt: str, text: str = "") -> Section:
    """A picture of the report's folder, with a line above it."""
    line = f"<p>{escape(text)}</p>\n" if text else ""
    return Section(title, f'{line}<img src="{file}" alt="{escape(alt)}">')


def table(title: str, head: Sequence[str], rows: Iterable[Sequence[object]]) -> Section:
    """A table; numbers are shown with four digits, and what is not a number as a dash."""
    lines = [_row("th", head), *(_row("td", [_cell(value) for value in row]) for row in rows)]
    return Section(title, '<table class="numbers">' + "\n".join(lines) + "</table>")


def _row(tag: str, cells: Iterable[str]) -> str:
    return "<tr>" + "".join(f"<{tag}>{escape(cell)}</{tag}>" for cell in cells) + "</tr>"


def _cell(value: object) -> str:
    if isinstance(value, float):
        return "–" if value != value else f"{value:.4g}"
    return str(value)
