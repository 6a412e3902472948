"""The parameters of a node that are worth a reader's time, as short text safe to print."""

from __future__ import annotations

from typing import Any

from netwright.layers.checked import CheckedNetwork, CheckedNode

_LONGEST = 40
"""Blocks of a document may be given any text, of any length."""


def key_parameters(node: CheckedNode, *, inferred: bool = True) -> dict[str, str]:
    """Its parameters that differ from their defaults; for a block, those that it is given.

    Args:
        node: The node.
        inferred: Whether sizes that come from the input are among them.
    """
    layer = node.layer
    if isinstance(layer, CheckedNetwork):
        return {name: _text(value) for name, value in node.node.params.items()}
    left_out = () if inferred else tuple(layer.inferred_fields())
    return {
        name: _text(getattr(layer, name))
        for name, field in type(layer).model_fields.items()
        if name not in left_out and getattr(layer, name) != field.default
    }


def printable(text: str) -> str:
    """The text without what moves a terminal's cursor or is not valid in XML."""
    return "".join(letter if letter.isprintable() else "�" for letter in text)


def _text(value: Any) -> str:
    if isinstance(value, (list, tuple)):
        text = f"({','.join(map(_text, value[:_LONGEST]))})"
    else:
        text = f"{value:g}" if isinstance(value, float) else str(value)
    text = printable(text)
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"
