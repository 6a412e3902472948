"""Text for a terminal: columns that stay aligned, and nothing that could drive the terminal."""

from __future__ import annotations

import unicodedata


def printable(text: str) -> str:
    """`text` with control characters written out: a file's name or label may hold any."""
    return "".join(
        char if char.isprintable() else char.encode("unicode_escape").decode() for char in text
    )


def width(text: str) -> int:
    """How many cells of a terminal `text` fills; Chinese characters, for one, fill two."""
    return sum(_cells(char) for char in text)


def padded(text: str, cells: int) -> str:
    """`text` with spaces after it, up to a width of `cells`."""
    return text + " " * (cells - width(text))


def _cells(char: str) -> int:
    if unicodedata.combining(char):
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1
