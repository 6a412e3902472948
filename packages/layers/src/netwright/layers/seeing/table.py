"""Tables in plain text: columns as wide as what they hold, long cells wrapped."""

from __future__ import annotations

import itertools
import textwrap
from collections.abc import Iterator, Sequence

Row = Sequence[str]

_WIDTH = 100
_GAP = "  "
_NARROWEST = 12
_LONG = 24


def table(headings: Row, rows: Sequence[Row], *, long: int, right: int = 0) -> Iterator[str]:
    """The lines of a table within 100 columns.

    Args:
        headings: Of the columns.
        rows: As many cells each as there are headings. A cell may be indented with blanks.
        long: The column that is wrapped first when there is too little room.
        right: How many of the last columns stand at their right edge, as numbers do.
    """
    widths = _widths([headings, *rows], long)
    alike = [*([str.ljust] * (len(widths) - right)), *([str.rjust] * right)]
    for row in (headings, tuple("─" * width for width in widths), *rows):
        cells = [_wrapped(cell, width) for cell, width in zip(row, widths, strict=True)]
        for line in itertools.zip_longest(*cells, fillvalue=""):
            placed = zip(line, widths, alike, strict=True)
            yield _GAP.join(put(text, width) for text, width, put in placed).rstrip()


def _widths(rows: Sequence[Row], long: int) -> list[int]:
    """As wide as the longest cell; the long column gives way first, then the widest."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    room = _WIDTH - len(_GAP) * (len(widths) - 1)
    widths[long] = max(min(widths[long], _LONG), room - (sum(widths) - widths[long]))
    widths[long] = min(widths[long], max(len(row[long]) for row in rows))
    while sum(widths) > room and max(widths) > _NARROWEST:
        widths[widths.index(max(widths))] -= 1
    return widths


def _wrapped(cell: str, width: int) -> list[str]:
    indent = " " * min(len(cell) - len(cell.lstrip()), width - 1)
    lines = textwrap.wrap(cell.lstrip(), width - len(indent), break_on_hyphens=False)
    return [f"{indent}{line}" for line in lines] or [""]
