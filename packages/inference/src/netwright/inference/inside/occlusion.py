"""What speaks for an answer, found by hiding parts of the input (Zeiler and Fergus, 2014)."""

from __future__ import annotations

import itertools
import math
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from netwright.interfaces.documents.preprocessing import (
    ArrayPreprocessing,
    ImagePreprocessing,
    TablePreprocessing,
    TextPreprocessing,
)
from netwright.interfaces.tokens import tokens_to_text

if TYPE_CHECKING:
    from numpy.typing import NDArray

Evidence = Callable[["NDArray[Any]"], "NDArray[np.float64]"]
"""How much speaks for the answer, [N], of raw inputs [N,...]."""

_Part = tuple[slice, ...]

_PATCHES_A_SIDE = 6
_MOST_BLOCKS = 512
_AT_ONCE = 32
_MOST_NUMBERS = 1 << 23
"""Of the samples that run together."""


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
    tops, lefts = _starts(height, side), _starts(width, side)
    patches = [(slice(top, top + side), slice(left, left + side)) for top in tops for left in lefts]
    return _spread(_falls(evidence, raw, patches, color), patches, (height, width))


def occlude_blocks(
    evidence: Evidence, raw: NDArray[Any], preprocessing: ArrayPreprocessing
) -> NDArray[np.float32]:
    """How much less speaks for the answer where a block of an array is the training data's mean.

    A block is one number where there are few of them; whole numbers become 0.

    Args:
        evidence: What is measured.
        raw: One raw input.
        preprocessing: The model's.

    Returns:
        float32 of the array's shape.
    """
    side = 1
    while math.prod(math.ceil(size / side) for size in raw.shape) > _MOST_BLOCKS:
        side += 1
    ways = [[slice(start, start + side) for start in range(0, n, side)] for n in raw.shape]
    blocks = list(itertools.product(*ways))
    mean = np.asarray(preprocessing.mean if raw.dtype.kind == "f" else [0], raw.dtype)
    usual = np.broadcast_to(mean.reshape(-1, *(1,) * (raw.ndim - 1)), raw.shape)
    return _spread(_falls(evidence, raw, blocks, usual), blocks, raw.shape)


def occlude_words(
    evidence: Evidence, raw: NDArray[np.int64], preprocessing: TextPreprocessing
) -> list[tuple[str, float]]:
    """How much less speaks for the answer where there is nothing in a word's place.

    Args:
        evidence: What is measured.
        raw: The tokens, int64 [length].
        preprocessing: The model's.

    Returns:
        The words in their order, as they lie between white space, and the falls.
    """
    words = list(_words(raw, preprocessing))
    falls = _falls(evidence, raw, words, np.zeros((), raw.dtype))
    texts = (tokens_to_text(raw[word], preprocessing) for word in words)
    return list(zip(texts, falls, strict=True))


def replace_columns(
    evidence: Evidence, raw: NDArray[np.float32], preprocessing: TablePreprocessing
) -> list[tuple[str, float]]:
    """How much less speaks for the answer where a column's cell says nothing of this row.

    A number becomes the training data's mean; a word becomes each of those that training saw, and
    the mean of what they give is taken.

    Args:
        evidence: What is measured.
        raw: One raw row, float32 [columns].
        preprocessing: The model's.

    Returns:
        The columns in their order, and the falls.
    """
    whole = float(evidence(raw[np.newaxis])[0])
    falls = []
    for index, column in enumerate(preprocessing.columns):
        others = [column.mean] if column.kind == "number" else list(range(len(column.values)))
        rows = np.repeat(raw[np.newaxis], len(others), axis=0)
        rows[:, index] = others
        falls.append((column.name, whole - float(evidence(rows).mean())))
    return falls


def _starts(length: int, side: int) -> list[int]:
    """Where patches begin, so that the last one ends with the picture."""
    last, step = max(0, length - side), max(1, side // 2)
    return sorted({*range(0, last, step), last})


def _words(raw: NDArray[np.int64], preprocessing: TextPreprocessing) -> Iterator[_Part]:
    spaces = {token for token in set(raw.tolist()) if _is_space(token, preprocessing)}
    start = 0
    for is_space, run in itertools.groupby(raw.tolist(), spaces.__contains__):
        end = start + len(list(run))
        if not is_space:
            yield (slice(start, end),)
        start = end


def _is_space(token: int, preprocessing: TextPreprocessing) -> bool:
    return token == 0 or tokens_to_text(np.array([token]), preprocessing).isspace()


def _falls(
    evidence: Evidence, raw: NDArray[Any], parts: Sequence[_Part], usual: NDArray[Any]
) -> list[float]:
    """How much less speaks for the answer where a part is what `usual` is there."""
    whole = float(evidence(raw[np.newaxis])[0])
    instead = np.broadcast_to(usual, raw.shape)
    at_once = max(1, min(_AT_ONCE, _MOST_NUMBERS // raw.size))
    falls: list[float] = []
    for start in range(0, len(parts), at_once):
        hidden = parts[start : start + at_once]
        batch = np.repeat(raw[np.newaxis], len(hidden), axis=0)
        for sample, part in zip(batch, hidden, strict=True):
            sample[part] = instead[part]
        falls += map(float, whole - evidence(batch))
    return falls


def _spread(
    falls: Sequence[float], parts: Sequence[_Part], shape: tuple[int, ...]
) -> NDArray[np.float32]:
    """For every place the mean of the parts that it belongs to."""
    total, count = np.zeros(shape), np.zeros(shape)
    for fall, part in zip(falls, parts, strict=True):
        total[part] += fall
        count[part] += 1
    return (total / count).astype(np.float32)
