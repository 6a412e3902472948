"""Gaussian blur, of another width for each sample."""

from __future__ import annotations

import math

import numpy as np
import torch
import torch.nn.functional as F
from numpy.typing import NDArray

from netwright.data.augmentation.batch import Batch, as_float, on_device, only
from netwright.data.augmentation.draws import Draws, between
from netwright.interfaces.documents.augmentation import GaussianBlur

_REACH = 3
"""Deviations to either side that are taken in; beyond lie 0.3 percent."""


def gaussian_blur(batch: Batch, part: GaussianBlur, draws: Draws) -> Batch:
    """The inputs are blurred; a target picture stays sharp, since a filter is to sharpen."""
    sigmas = between(draws[:, 1], part.sigma)
    radius = math.ceil(_REACH * part.sigma[1])
    return batch.with_inputs(
        lambda pictures: only(
            draws[:, 0] < part.p, pictures, lambda some, rows: blurred(some, sigmas[rows], radius)
        )
    )


def blurred(pictures: torch.Tensor, sigmas: NDArray[np.float64], radius: int) -> torch.Tensor:
    """float32 [N,C,H,W], mirrored at the edges as torchvision does.

    Args:
        pictures: [N,C,H,W].
        sigmas: [N], standard deviations in pixels.
        radius: Pixels to either side that are taken in; fewer in a picture that has fewer.
    """
    height, width = pictures.shape[-2:]
    pictures = as_float(pictures).contiguous()
    for length, along_x in ((width, True), (height, False)):
        reach = min(radius, length - 1)
        weights = on_device(_weights(sigmas, reach), pictures).view(-1, 2 * reach + 1, 1, 1, 1)
        margins = (reach, reach, 0, 0) if along_x else (0, 0, reach, reach)
        source = F.pad(pictures, margins, mode="reflect")
        axis = 3 if along_x else 2
        pictures = source.narrow(axis, 0, length) * weights[:, 0]
        for place in range(1, 2 * reach + 1):
            pictures.addcmul_(source.narrow(axis, place, length), weights[:, place])
    return pictures


def _weights(sigmas: NDArray[np.float64], reach: int) -> NDArray[np.float32]:
    """[N,2*reach+1], each row with the sum 1."""
    places = np.arange(-reach, reach + 1)
    weights = np.exp(-0.5 * (places / sigmas[:, None]) ** 2)
    return (weights / weights.sum(axis=1, keepdims=True)).astype(np.float32)
