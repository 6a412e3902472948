"""Calls and docstrings on one line, or on several where one is too long."""

from __future__ import annotations

import textwrap
from typing import NamedTuple, TypeAlias

WIDTH = 100

_MANY = 4
"""More names than these share lines."""


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
    return [
        f"{start}{shown.opening}",
        *_items(f"{indent}    ", shown.items),
        f"{indent}{shown.closing}{end}",
    ]


def _items(indent: str, items: tuple[tuple[str, Shown], ...]) -> list[str]:
    """One on a line; of many names, as many as fit."""
    if len(items) > _MANY and all(f"{before}{flat(item)}".isidentifier() for before, item in items):
        names = ", ".join(flat(item) for _, item in items)
        return textwrap.wrap(f"{names},", WIDTH, initial_indent=indent, subsequent_indent=indent)
    return [line for before, item in items for line in laid_out(f"{indent}{before}", item, ",")]


def bracketed(code: str) -> Shown:
    """An expression, taken apart at the commas within the brackets that it ends with."""
    opened: list[int] = []
    commas: list[int] = []
    quoted = False
    for at, sign in enumerate(code):
        if sign == '"':
            quoted = not quoted
        elif not quoted and sign in "([{":
            opened.append(at)
            commas = commas if len(opened) > 1 else [at]
        elif not quoted and sign in ")]}":
            opened.pop()
        elif sign == "," and not quoted and len(opened) == 1:
            commas.append(at)
    if not commas or code[-1] not in ")]}":
        return code
    ends = [*commas[1:], len(code) - 1]
    parts = [code[a + 1 : b].strip() for a, b in zip(commas, ends, strict=True)]
    if not parts[-1] and len(parts) == 2:
        return code  # A tuple of one.
    items = tuple(("", bracketed(part)) for part in parts if part)
    return Bracketed(code[: commas[0] + 1], items, code[-1])


def docstring(about: str, shapes: str) -> list[str]:
    """The lines of a class's docstring: what it is, then what it takes and gives."""
    return [*_wrapped(f'"""{_one_line(about)}'), "", *_wrapped(shapes), '    """']


def _wrapped(text: str) -> list[str]:
    indent = " " * 4
    return textwrap.wrap(text, WIDTH, initial_indent=indent, subsequent_indent=indent)


def _one_line(text: str) -> str:
    # A document's text goes into a docstring, which it must not be able to end.
    return " ".join(text.split()).replace("\\", "/").replace('"', "'")
