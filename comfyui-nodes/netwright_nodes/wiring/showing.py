"""What a node shows under its widgets: a text, pictures, or both."""

from __future__ import annotations

import textwrap
from typing import Any

from ..comfyui import ui

_SMALLEST, _COLUMNS = 96, 52


def shown(cls: Any, text: str = "", image: Any = None) -> dict[str, Any]:
    """For the `ui` of a node's output.

    Args:
        cls: The node.
        text: What it says; left out where it is empty.
        image: An IMAGE; left out where it is None.
    """
    found: dict[str, Any] = {}
    if text:
        found |= ui.PreviewText(text).as_dict()
    if image is not None:
        found |= ui.PreviewImage(_enlarged(image), cls=cls).as_dict()
    return found


def wrapped(sentence: str) -> str:
    """A sentence in lines that a node is wide enough for."""
    return textwrap.fill(sentence, _COLUMNS, break_long_words=False, break_on_hyphens=False)


def _enlarged(image: Any) -> Any:
    """Small pictures by a whole factor, so that their pixels can be seen."""
    factor = -(-_SMALLEST // max(image.shape[1:3]))
    return image.repeat_interleave(factor, 1).repeat_interleave(factor, 2) if factor > 1 else image
