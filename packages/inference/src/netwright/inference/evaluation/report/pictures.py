"""Samples as pictures that lie in the page itself."""

from __future__ import annotations

import base64
import io
from collections.abc import Iterable, Sequence
from html import escape
from typing import TYPE_CHECKING, Any

import numpy as np
from PIL import Image

if TYPE_CHECKING:
    from numpy.typing import NDArray

_SIDE = 160
"""Pixels that a picture is shown at; a larger one is made smaller, a smaller one is enlarged."""
_GAP = 4


def figures(entries: Iterable[tuple[Sequence[NDArray[Any]], str]]) -> str:
    """Pictures side by side with words below, entry after entry.

    Args:
        entries: Of each its pictures, uint8 [H,W,C] with C 1 or 3, and its words; lines are ended
            by ``\\n``.
    """
    return (
        "<style>figure { display: inline-block; margin: 0 1rem 1rem 0; vertical-align: top; }"
        " figcaption { font-size: 0.85rem; overflow-wrap: anywhere; }"
        " figure img { image-rendering: pixelated; margin-right: 4px; float: left; }"
        " figcaption { clear: both; }</style>\n"
        + "\n".join(_figure(pictures, words) for pictures, words in entries)
    )


def _figure(pictures: Sequence[NDArray[Any]], words: str) -> str:
    first, *rest = words.split("\n")
    lines = "<br>".join([f"<b>{escape(first)}</b>", *map(escape, rest)])
    shown = "".join(map(_picture, pictures))
    width = (_SIDE + _GAP) * len(pictures)
    return f'<figure style="width: {width}px">{shown}<figcaption>{lines}</figcaption></figure>'


def _picture(pixels: NDArray[Any]) -> str:
    image = Image.fromarray(np.squeeze(pixels, 2) if pixels.shape[2] == 1 else pixels)
    if max(image.size) > 2 * _SIDE:
        image.thumbnail((2 * _SIDE, 2 * _SIDE))
    stream = io.BytesIO()
    image.save(stream, "png")
    content = base64.b64encode(stream.getvalue()).decode()
    side = "width" if image.width >= image.height else "height"
    return f'<img alt="" {side}="{_SIDE}" src="data:image/png;base64,{content}">'
