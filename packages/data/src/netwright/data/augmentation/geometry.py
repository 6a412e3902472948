"""Where each pixel of an augmented picture comes from, as one matrix a sample.

A matrix takes the place of an output pixel to a place in the input. Places are (x, y, 1), in
pixels from the middle of the top left one. What follows each other is multiplied, and so a picture
is resampled once, however many parts it takes.
"""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from netwright.data.augmentation.draws import BOX_DRAWS, Draws, below, between, boxes, either_side
from netwright.interfaces.documents.augmentation import (
    RandomAffine,
    RandomCrop,
    RandomHorizontalFlip,
    RandomResizedCrop,
    RandomRotation,
    RandomVerticalFlip,
)

Size = tuple[int, int]
Matrices = NDArray[np.floating]
"""float64 [N,3,3]."""


def horizontal_flip(part: RandomHorizontalFlip, draws: Draws, size: Size) -> Matrices:
    return _flips(draws[:, 0] < part.p, axis=0, last=size[1] - 1)


def vertical_flip(part: RandomVerticalFlip, draws: Draws, size: Size) -> Matrices:
    return _flips(draws[:, 0] < part.p, axis=1, last=size[0] - 1)


def crop(part: RandomCrop, draws: Draws, size: Size) -> Matrices:
    return translations(*(_shift(part.padding, draws[:, n], size[1 - n]) for n in (0, 1)))


def resized_crop(part: RandomResizedCrop, draws: Draws, size: Size) -> Matrices:
    top, left, height, width = boxes(draws, size, part.scale, part.ratio).T
    matrices = _identities(len(draws))
    for axis, (start, length, whole) in enumerate(((left, width, size[1]), (top, height, size[0]))):
        factor = length / whole
        matrices[:, axis, axis] = factor
        # Half a pixel, as places are counted from the middle of one.
        matrices[:, axis, 2] = start + (factor - 1) / 2
    return matrices


def rotation(part: RandomRotation, draws: Draws, size: Size) -> Matrices:
    return around(middle(size), rotations(either_side(draws[:, 0], part.degrees)))


def affine(part: RandomAffine, draws: Draws, size: Size) -> Matrices:
    angles = either_side(draws[:, 0], part.degrees)
    # Whole pixels, as torchvision shifts.
    shifts = [
        np.round(either_side(draws[:, 1 + n], part.translate[n] * size[1 - n])) for n in (0, 1)
    ]
    turned = rotations(angles) @ shears(either_side(draws[:, 4], part.shear))
    turned[:, :2, :2] *= between(draws[:, 3], part.scale)[:, None, None]
    # `turned` leads from the input to the output, with the shift as its last step.
    return around(middle(size), np.linalg.inv(turned)) @ translations(*(-s for s in shifts))


def translations(x: NDArray, y: NDArray) -> Matrices:
    """Places to the right by `x` and below by `y`, each [N]."""
    matrices = _identities(len(x))
    matrices[:, 0, 2], matrices[:, 1, 2] = x, y
    return matrices


def rotations(degrees: Draws) -> Matrices:
    """Clockwise as one sees it, since y points down."""
    matrices, radians = _identities(len(degrees)), np.radians(degrees)
    matrices[:, 0, 0] = matrices[:, 1, 1] = np.cos(radians)
    matrices[:, 0, 1], matrices[:, 1, 0] = -np.sin(radians), np.sin(radians)
    return matrices


def shears(degrees: Draws) -> Matrices:
    """x moves with y, as torchvision slants."""
    matrices = _identities(len(degrees))
    matrices[:, 0, 1] = -np.tan(np.radians(degrees))
    return matrices


def around(centre: tuple[float, float], matrices: Matrices) -> Matrices:
    """The same, with `centre` (x, y) where the origin was."""
    there = translations(*(np.full(len(matrices), c) for c in centre))
    back = translations(*(np.full(len(matrices), -c) for c in centre))
    return there @ matrices @ back


def middle(size: Size) -> tuple[float, float]:
    """(x, y) of a picture's middle."""
    return (size[1] - 1) / 2, (size[0] - 1) / 2


def composed(parts: list[tuple[Any, Draws]], size: Size) -> Matrices:
    """One matrix a sample for geometric parts that follow each other."""
    matrices = (GEOMETRIC[type(part)][1](part, draws, size) for part, draws in parts)
    return functools.reduce(np.matmul, matrices)


def _identities(count: int) -> Matrices:
    return np.tile(np.eye(3), (count, 1, 1))


def _flips(flipped: NDArray[np.bool_], axis: int, last: int) -> Matrices:
    matrices = _identities(len(flipped))
    matrices[flipped, axis, axis] = -1
    matrices[flipped, axis, 2] = last
    return matrices


def _shift(padding: float, draws: Draws, length: int) -> NDArray[np.int64]:
    pixels = round(padding * length if padding < 1 else padding)
    return below(draws, 2 * pixels + 1) - pixels


GEOMETRIC: dict[type, tuple[int, Callable[[Any, Draws, Size], Matrices]]] = {
    RandomHorizontalFlip: (1, horizontal_flip),
    RandomVerticalFlip: (1, vertical_flip),
    RandomCrop: (2, crop),
    RandomResizedCrop: (BOX_DRAWS, resized_crop),
    RandomRotation: (1, rotation),
    RandomAffine: (5, affine),
}
"""How many numbers each geometric part draws for a sample, and its matrices."""

WHOLE_PIXELS = (RandomHorizontalFlip, RandomVerticalFlip, RandomCrop)
"""Parts that move pixels and change none."""

INSIDE = (RandomHorizontalFlip, RandomVerticalFlip, RandomResizedCrop)
"""Parts that never look outside of the picture."""
