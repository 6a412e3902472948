"""MixUp and CutMix: each sample takes something of another one of its batch, and of its target."""

from __future__ import annotations

import numpy as np
import torch
import torch.nn.functional as F
from numpy.typing import NDArray

from netwright.data.augmentation.batch import (
    Batch,
    as_float,
    as_uint8,
    is_masks,
    is_pictures,
    on_device,
    pieces,
    taken,
)
from netwright.data.augmentation.draws import Draws, below, beta
from netwright.data.augmentation.rectangles import in_boxes
from netwright.interfaces.documents.augmentation import CutMix, MixUp
from netwright.interfaces.errors import UsageError

MIXUP_DRAWS, CUTMIX_DRAWS = 3, 5


def mix_up(batch: Batch, part: MixUp, draws: Draws) -> Batch:
    """Inputs and targets are weighted means of two samples."""
    own = np.where(draws[:, 0] < part.p, beta(draws[:, 2], part.alpha), 1.0)
    partners = on_device(_partners(draws[:, 1]), batch.inputs)
    return Batch(_mean(batch.inputs, partners, own), _mean(batch.targets, partners, own))


def cut_mix(batch: Batch, part: CutMix, draws: Draws) -> Batch:
    """A rectangle is the partner's, in masks and target pictures too; of labels, as much."""
    share = np.where(draws[:, 0] < part.p, beta(draws[:, 2], part.alpha), 0.0)
    places = _boxes(share, draws[:, 3:], batch.size)
    partners = on_device(_partners(draws[:, 1]), batch.inputs)
    inputs = _pasted(batch.inputs, partners, places, batch.size)
    if is_masks(batch.targets) or is_pictures(batch.targets):
        return Batch(inputs, _pasted(batch.targets, partners, places, batch.size))
    own = 1 - places[:, 2] * places[:, 3] / (batch.size[0] * batch.size[1])
    return Batch(inputs, _mean(batch.targets, partners, own))


def soft_labels(targets: torch.Tensor, classes: int | None) -> torch.Tensor:
    """float32 [N,classes], 1 at the class of each index; other targets as they are."""
    if targets.ndim != 1 or targets.is_floating_point():
        return targets
    if classes is None:
        raise UsageError(
            "MixUp and CutMix make shares of class indices, which takes the number of classes.",
            fix="give classes=, such as classes=10.",
        )
    return F.one_hot(targets.long(), classes).to(torch.float32)


def _partners(draws: Draws) -> NDArray[np.int64]:
    """int64 [N]: another sample for each, and each sample for one: a circle by their numbers."""
    circle = np.argsort(draws, kind="stable")
    partners = np.empty_like(circle)
    partners[circle] = np.roll(circle, 1)
    return partners


def _mean(values: torch.Tensor, partners: torch.Tensor, own: NDArray[np.float64]) -> torch.Tensor:
    """So much of each row's own, and the rest of its partner's; float32, or uint8 pictures."""
    weight = on_device(own.astype(np.float32), values).view(-1, *[1] * (values.ndim - 1))
    means = (
        torch.lerp(as_float(taken(values, partners[rows])), as_float(values[rows]), weight[rows])
        for rows in pieces(values)
    )
    return torch.cat([as_uint8(some) if is_pictures(values) else some for some in means])


def _boxes(share: Draws, middles: Draws, size: tuple[int, int]) -> NDArray[np.int64]:
    """int64 [N,4]: boxes of such shares of the area and the picture's shape, cut at its edges."""
    corners = []
    for axis in (0, 1):
        half = size[axis] * np.sqrt(share) / 2
        middle = below(middles[:, axis], size[axis])
        low, high = (np.clip(np.round(middle + h), 0, size[axis]) for h in (-half, half))
        corners.append((low.astype(np.int64), (high - low).astype(np.int64)))
    (top, height), (left, width) = corners
    return np.stack([top, left, height, width], axis=1)


def _pasted(
    values: torch.Tensor,
    partners: torch.Tensor,
    places: NDArray[np.int64],
    size: tuple[int, int],
) -> torch.Tensor:
    """Pictures or masks, with their partner's values in the boxes."""
    inside = in_boxes(places, size, values)
    inside = inside if is_masks(values) else inside[:, None]
    return torch.where(inside, taken(values, partners), values)
