"""Many samples with their labels as one picture."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw

from netwright.data.previewing.font import Font, font_for
from netwright.data.previewing.pictures import caption, shown
from netwright.interfaces.documents.target import AnyTarget

_SMALLEST_SIDE = 96  # pixels; smaller images are enlarged by a whole factor
_LARGEST_SIDE = 224
_GAP = 6
_TEXT = 13
_WIDTH = 1200


def contact_sheet(
    inputs: NDArray[np.uint8], targets: Any, target: AnyTarget, names: Sequence[str] = ()
) -> Image.Image:
    """The samples in rows, each with its label, or its name where it has no label in words.

    Args:
        inputs: uint8 [N,H,W,C], at least one.
        targets: N targets as `Samples.targets` has them; None where the images are the target.
        target: What the targets are.
        names: N names, or none.
    """
    values = targets if targets is not None else [None] * len(inputs)
    captions = [caption(value, target) for value in values]
    if not any(captions) and names:
        captions = list(names)
    cells = [_joined(shown(i, v, target)) for i, v in zip(inputs, values, strict=True)]
    return _in_rows(cells, captions, font_for(captions, _TEXT))


def _joined(pictures: list[Image.Image]) -> Image.Image:
    """Pictures side by side, enlarged or reduced to one height that can be seen."""
    height = _height(pictures[0])
    sized = [_to_height(picture, height) for picture in pictures]
    joined = Image.new("RGB", (sum(p.width for p in sized) + 2 * (len(sized) - 1), height), "white")
    left = 0
    for picture in sized:
        joined.paste(picture, (left, 0))
        left += picture.width + 2
    return joined


def _height(picture: Image.Image) -> int:
    side = max(picture.size)
    if side < _SMALLEST_SIDE:
        return picture.height * -(-_SMALLEST_SIDE // side)
    return round(picture.height * min(1.0, _LARGEST_SIDE / side))


def _to_height(picture: Image.Image, height: int) -> Image.Image:
    width = max(1, round(picture.width * height / picture.height))
    enlarges = height > picture.height
    # Enlarged pixels stay squares, so that one sees what the network gets.
    how = Image.Resampling.NEAREST if enlarges else Image.Resampling.BILINEAR
    return picture.resize((width, height), how)


def _in_rows(cells: list[Image.Image], captions: list[str], font: Font) -> Image.Image:
    width, height = max(c.width for c in cells), max(c.height for c in cells)
    text = _TEXT + 6 if any(captions) else 0
    columns = max(1, min(len(cells), _WIDTH // (width + _GAP)))
    rows = -(-len(cells) // columns)
    size = (columns * (width + _GAP) + _GAP, rows * (height + text + _GAP) + _GAP)
    sheet = Image.new("RGB", size, "white")
    draw = ImageDraw.Draw(sheet)
    for number, (cell, words) in enumerate(zip(cells, captions, strict=True)):
        left = _GAP + number % columns * (width + _GAP)
        top = _GAP + number // columns * (height + text + _GAP)
        sheet.paste(cell, (left, top))
        draw.text((left, top + height + 2), _cut(words, font, width), fill="black", font=font)
    return sheet


def _cut(words: str, font: Font, width: int) -> str:
    """As many letters as fit, the end of what does not."""
    if font.getlength(words) <= width:
        return words
    kept = len(words)
    while kept > 1 and font.getlength(f"…{words[-kept:]}") > width:
        kept -= 1
    return f"…{words[-kept:]}"
