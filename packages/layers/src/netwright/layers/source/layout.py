"""Calls and docstrings on one line, or on several where one is too long."""

from __future__ import annotations

import textwrap
from typing import NamedTuple, TypeAlias

WIDTH = 100


class Bracketed(NamedTuple):
    """Something with items between brackets, each with what stands before it, such as ``bias=``."""

    opening: str
    items: tuple[tuple[str, Shown], ...]
    closing: str = ")"


Shown: TypeAlias = "str | Bracketed"


def flat(shown: Shown) -> str:
    """All on one line."""
    if isinstance(shown, str):
        return shown
    items = ", ".join(f"{before}{flat(item)}" for before, item in shown.items)
    return f"{shown.opening}{items}{shown.closing}"


def laid_out(start: str, shown: Shown, end: str = "") -> list[str]:
    """The lines of ``{start}{shown}{end}``; `start` begins with their indentation."""
    line = f"{start}{flat(shown)}{end}"
    if len(line) <= WIDTH or isinstance(shown, str) or not shown.items:
        return [line]
    indent = start[: len(start) - len(start.lstrip())]
    lines = [f"{start}{shown.opening}"]
    for before, item in shown.items:
        lines += laid_out(f"{indent}    {before}", item, ",")
    return [*lines, f"{indent}{shown.closing}{end}"]


def docstring(about: str, shapes: str) -> list[str]:
    """The lines of a class's docstring: what it is, then what it takes and gives."""
    return [*_wrapped(f'"""{_one_line(about)}'), "", *_wrapped(shapes), '    """']


def _wrapped(text: str) -> list[str]:
    indent = " " * 4
    return textwrap.wrap(text, WIDTH, initial_indent=indent, subsequent_indent=indent)


def _one_line(text: str) -> str:
    # A document's text goes into a docstring, which it must not be able to end.
    return " ".join(text.split()).replace("\\", "/").replace('"', "'")
