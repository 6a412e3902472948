"""Rectangles as masks, and what is painted into them."""

from __future__ import annotations

import numpy as np
import torch
from numpy.typing import NDArray

from netwright.data.augmentation.batch import WHITE, Batch, on_device, only
from netwright.data.augmentation.draws import BOX_DRAWS, Draws, boxes
from netwright.data.augmentation.texture import Texture
from netwright.interfaces.documents.augmentation import RandomErasing

_MEAN, _DEVIATION = 127.5, 64.0
"""Of the random values that a rectangle is filled with."""


def random_erasing(batch: Batch, part: RandomErasing, draws: Draws, texture: Texture) -> Batch:
    """A rectangle of the inputs is painted over; targets of every kind stay as they are."""
    places = boxes(draws[:, 2:], batch.size, part.scale, part.ratio)

    def erased(some: torch.Tensor, rows: NDArray[np.int64]) -> torch.Tensor:
        hidden = in_boxes(places[rows], batch.size, some)[:, None]
        if part.value != "random":
            return some.masked_fill(hidden, round(part.value * WHITE))
        paint = texture(draws[rows, 1], some).mul(_DEVIATION).add_(_MEAN).clamp_(0, WHITE)
        return torch.where(hidden, paint.to(some.dtype), some)

    return batch.with_inputs(lambda inputs: only(draws[:, 0] < part.p, inputs, erased))


ERASING_DRAWS = 2 + BOX_DRAWS


def in_boxes(places: NDArray[np.int64], size: tuple[int, int], like: torch.Tensor) -> torch.Tensor:
    """bool [N,H,W] on the device and of the height and width of `like`: what lies in each box.

    Args:
        places: int64 [N,4], each a box's top, left, height and width in pixels.
        size: Height and width of the picture in those pixels; `like` may be of another size.
        like: [N,...,H,W].
    """
    inside = []
    for axis in (0, 1):
        length = like.shape[axis - 2]
        middles = (np.arange(length) + 0.5) * (size[axis] / length)
        start = places[:, axis, None]
        inside.append((middles >= start) & (middles < start + places[:, 2 + axis, None]))
    rows, columns = (on_device(part, like) for part in inside)
    return rows[:, :, None] & columns[:, None, :]
