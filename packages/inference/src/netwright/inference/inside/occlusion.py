"""What speaks for an answer, found by hiding parts of the input (Zeiler and Fergus, 2014)."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

import numpy as np

from netwright.interfaces.documents.preprocessing import ImagePreprocessing, TablePreprocessing

if TYPE_CHECKING:
    from numpy.typing import NDArray

Evidence = Callable[["NDArray[Any]"], "NDArray[np.float64]"]
"""How much speaks for the answer, [N], of raw inputs [N,...]."""

_PATCHES_A_SIDE = 6
_AT_ONCE = 32
_MOST_NUMBERS = 1 << 23
"""Of the pictures that run together."""


def occlude_places(
    evidence: Evidence,
    raw: NDArray[np.uint8],
    preprocessing: ImagePreprocessing,
    patch: int | None = None,
) -> NDArray[np.float32]:
    """How much less speaks for the answer where a place of the picture is covered.

    A square patch of the training pictures' mean colour is moved over the picture in steps of half
    its side. A place has the mean of all patches that cover it.

    Args:
        evidence: What is measured.
        raw: One raw input, [H,W,C].
        preprocessing: The model's.
        patch: The patch's side in pixels of the model's input; None takes a sixth of the smaller
            side.

    Returns:
        float32 [H,W].
    """
    height, width = raw.shape[:2]
    shorter = min(height, width)
    side = min(patch or math.ceil(shorter / _PATCHES_A_SIDE), shorter)
    color = np.rint(255 * np.asarray(preprocessing.mean)).astype(np.uint8)
    boxes = [
        (slice(top, top + side), slice(left, left + side))
        for top in _starts(height, side)
        for left in _starts(width, side)
    ]
    whole = float(evidence(raw[np.newaxis])[0])
    total, covered = np.zeros((height, width)), np.zeros((height, width))
    for box, left_over in zip(boxes, _without(evidence, raw, boxes, color), strict=True):
        total[box] += whole - left_over
        covered[box] += 1
    return (total / covered).astype(np.float32)


def _starts(length: int, side: int) -> list[int]:
    """Where patches begin, so that the last one ends with the picture."""
    last, step = max(0, length - side), max(1, side // 2)
    return sorted({*range(0, last, step), last})


def _without(
    evidence: Evidence, raw: NDArray[Any], boxes: list[tuple[slice, slice]], color: NDArray[Any]
) -> Iterator[float]:
    at_once = max(1, min(_AT_ONCE, _MOST_NUMBERS // raw.size))
    for start in range(0, len(boxes), at_once):
        part = boxes[start : start + at_once]
        batch = np.repeat(raw[np.newaxis], len(part), axis=0)
        for one, box in zip(batch, part, strict=True):
            one[box] = color
        yield from map(float, evidence(batch))


def replace_columns(
    evidence: Evidence, raw: NDArray[np.float32], preprocessing: TablePreprocessing
) -> dict[str, float]:
    """How much less speaks for the answer where a column's cell says nothing of this row.

    A number becomes the training data's mean; a word becomes each of those that training saw, and
    the mean of what they give is taken.

    Args:
        evidence: What is measured.
        raw: One raw row, float32 [columns].
        preprocessing: The model's.

    Returns:
        For each column the fall, in the columns' order.
    """
    whole = float(evidence(raw[np.newaxis])[0])
    falls = {}
    for index, column in enumerate(preprocessing.columns):
        others = [column.mean] if column.kind == "number" else list(range(len(column.values)))
        rows = np.repeat(raw[np.newaxis], len(others), axis=0)
        rows[:, index] = others
        falls[column.name] = whole - float(evidence(rows).mean())
    return falls
