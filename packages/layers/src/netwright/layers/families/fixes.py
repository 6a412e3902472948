"""Fixes in the forms that a person can paste and a tool can apply.

set padding=1, or pool less before.
put Unflatten(dim=0, unflattened_size=[1, 28, 28]) before it and set padding=1.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any


class Fix(str):
    """A fix in words that also knows which parameters it sets.

    Attributes:
        settings: The parameters of the failing node that it changes, with their new values.
    """

    settings: Mapping[str, Any]

    def __new__(cls, words: str, settings: Mapping[str, Any]) -> Fix:
        fix = super().__new__(cls, words)
        fix.settings = settings
        return fix


def setting(or_else: str = "", /, **settings: Any) -> Fix:
    """``set padding=1, or pool less before.`` for `or_else` ``pool less before``."""
    return Fix(f"set {_written(settings)}{', or ' if or_else else ''}{or_else}.", settings)


def putting(layers: str, place: str = "it", **settings: Any) -> str:
    """``put Flatten() before it and set bias=False.``

    Args:
        layers: One `call` or several, parted by commas.
        place: ``it``, or ``that input`` where the failing node has several.
        settings: What the failing node needs besides.
    """
    also = f" and set {_written(settings)}" if settings else ""
    return f"put {layers} before {place}{also}."


def call(op: str, **params: Any) -> str:
    """A layer with its parameters: ``Unflatten(dim=0, unflattened_size=[1, 28, 28])``."""
    return f"{op}({_written(params)})"


def _written(values: Mapping[str, Any]) -> str:
    return ", ".join(f"{name}={_literal(value)}" for name, value in values.items())


def _literal(value: Any) -> str:
    if isinstance(value, str):
        return json.dumps(value)
    return repr(list(value) if isinstance(value, tuple) else value)
