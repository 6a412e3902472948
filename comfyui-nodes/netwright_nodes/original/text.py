"""Numbers in text widgets. The original ran such text as a program; here it is taken apart."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from netwright.interfaces.errors import DocumentError

Number = TypeVar("Number", int, float)


def numbers(
    name: str, text: str, kind: Callable[[str], Number], example: str
) -> tuple[Number, ...]:
    """The numbers that a text lists, such as ``[512, 512]``.

    Args:
        name: The widget's.
        text: What is typed in it; brackets may be left out.
        kind: int or float.
        example: What could be typed.

    Raises:
        DocumentError: It is not a list of such numbers.
    """
    words = text.strip().strip("[]()").replace(",", " ").split()
    try:
        found = tuple(kind(word) for word in words)
    except ValueError:
        found = ()
    if not found:
        what = "whole numbers" if kind is int else "numbers"
        raise DocumentError(
            f"{name}: expected a list of {what}, but {text!r} came.",
            key=name,
            fix=f"write for example {example}.",
        )
    return found


def sizes(name: str, text: str, example: str) -> tuple[int, ...]:
    """Whole numbers from 1. Raises DocumentError as `numbers` does."""
    found = numbers(name, text, int, example)
    if min(found) < 1:
        raise DocumentError(
            f"{name}: expected sizes from 1, but {text!r} came.",
            key=name,
            fix=f"write for example {example}.",
        )
    return found
