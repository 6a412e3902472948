"""Arguments of a class, found by looking at all its uses side by side.

A number that is the same at every use is written out. One that differs is one of the block's
parameters, or a multiple or fraction of one, or else becomes an argument of its own.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

_FACTORS = (2, 3, 4, 6, 8, 16)


class Arguments:
    """The arguments of one class and their values at each of its uses."""

    def __init__(self, params: Sequence[dict[str, Any]]) -> None:
        names = params[0] if params else {}
        self._params = {name: [use[name] for use in params] for name in names}
        self._used: dict[str, list[Any]] = {}

    def expression(self, name: str, values: Sequence[Any], within: str = "") -> str:
        """Python for a value that is `values` at the uses.

        Args:
            name: What it is called.
            values: What it is.
            within: The attribute that it is for, which tells it from others of that name.
        """
        if all(_same(value, values[0]) for value in values):
            return literal(values[0])
        known = {**self._params, **self._used}
        for candidate, found in known.items():
            if expression := _expressed(values, candidate, found):
                self._used.setdefault(candidate, found)
                return expression
        longer = f"{within}_{name}" if within and name in known else name
        argument = _free(longer, known)
        self._used[argument] = list(values)
        return argument

    def names(self) -> list[str]:
        """The arguments that expressions need: the block's parameters first, in its order."""
        ordered = [name for name in self._params if name in self._used]
        return ordered + [name for name in self._used if name not in self._params]

    def at(self, use: int) -> dict[str, Any]:
        """The arguments' values at one use."""
        return {name: self._used[name][use] for name in self.names()}


def literal(value: Any) -> str:
    """A value as Python code, texts in double quotes."""
    if isinstance(value, str):
        return json.dumps(value)
    if isinstance(value, tuple):
        return f"({', '.join(map(literal, value))}{',' * (len(value) == 1)})"
    return repr(value)


def typed(values: Sequence[Any]) -> str:
    """The type of an argument that has these values."""
    return " | ".join(sorted({_type(value) for value in values}))


def _type(value: Any) -> str:
    if isinstance(value, tuple):
        return "tuple[int, ...]"
    return "list[int]" if isinstance(value, list) else type(value).__name__


def _expressed(values: Sequence[Any], name: str, found: Sequence[Any]) -> str:
    if all(map(_same, values, found)):
        return name
    if not all(type(value) is int for value in (*values, *found)):
        return ""
    for factor in _FACTORS:
        if all(value == factor * number for value, number in zip(values, found, strict=True)):
            return f"{name} * {factor}"
        if all(value * factor == number for value, number in zip(values, found, strict=True)):
            return f"{name} // {factor}"
    return ""


def _same(a: Any, b: Any) -> bool:
    return type(a) is type(b) and bool(a == b)


def _free(name: str, taken: dict[str, Any]) -> str:
    number = 2
    candidate = name
    while candidate in taken:
        candidate, number = f"{name}_{number}", number + 1
    return candidate
