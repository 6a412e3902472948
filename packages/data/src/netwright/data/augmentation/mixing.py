"""MixUp and CutMix: each sample takes something of another one of its batch, and of its target."""

from __future__ import annotations

import numpy as np
import torch
import torch.nn.functional as F
from numpy.typing import NDArray

from netwright.data.augmentation.batch import Batch, as_float, is_masks, on_device
from netwright.data.augmentation.draws import Draws, below, beta
from netwright.data.augmentation.rectangles import in_boxes
from netwright.interfaces.documents.augmentation import CutMix, MixUp
from netwright.interfaces.errors import UsageError

MIXUP_DRAWS, CUTMIX_DRAWS = 3, 5


def mix_up(batch: Batch, part: MixUp, draws: Draws) -> Batch:
    """Inputs and targets are weighted means of two samples."""
    own = np.where(draws[:, 0] < part.p, beta(draws[:, 2], part.alpha), 1.0)
    partners = on_device(_partners(draws[:, 1]), batch.inputs)
    targets = batch.targets
    return Batch(
        _mean(batch.inputs, partners, own),
        None if targets is None else _mean(targets, partners, own),
    )


def cut_mix(batch: Batch, part: CutMix, draws: Draws) -> Batch:
    """A rectangle is the partner's; so are masks and target pictures there, and so much of labels."""
    share = np.where(draws[:, 0] < part.p, beta(draws[:, 2], part.alpha), 0.0)
    places = _boxes(share, draws[:, 3:], batch.size)
    partners = on_device(_partners(draws[:, 1]), batch.inputs)
    targets = batch.targets
    if targets is not None and targets.ndim > 2:
        targets = _pasted(targets, partners, places, batch.size)
    elif targets is not None:
        height, width = batch.size
        targets = _mean(targets, partners, 1 - places[:, 2] * places[:, 3] / (height * width))
    return Batch(_pasted(batch.inputs, partners, places, batch.size), targets)


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
    """float32: so much of each row's own, and the rest of its partner's."""
    values = as_float(values)
    weight = on_device(own.astype(np.float32), values).view(-1, *[1] * (values.ndim - 1))
    return torch.lerp(values.index_select(0, partners), values, weight)


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
    return torch.where(inside, values.index_select(0, partners), values)
