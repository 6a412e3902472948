"""Colours: each function changes a picture's values by what that pixel holds, not its neighbours.

A target picture changes by the same rule as its input, since a filter is to find the same in a
brighter picture; were the input alone to change, the filter would learn to undo it.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import torch
from numpy.typing import NDArray

from netwright.data.augmentation.batch import WHITE, Batch, as_float, on_device, per_sample
from netwright.data.augmentation.draws import Draws, between, either_side
from netwright.interfaces.documents.augmentation import ColorJitter, RandomGrayscale

_LEAST_CHROMA = 1e-6  # Only there so that nothing is divided by zero.
_GREY = (0.2989, 0.587, 0.114)  # torchvision's, of ITU-R BT.601


def color_jitter(batch: Batch, part: ColorJitter, draws: Draws) -> Batch:
    """Brightness, contrast, saturation and hue, in this order (torchvision draws the order)."""
    ranges = (part.brightness, part.contrast, part.saturation)
    for number, (change, largest) in enumerate(zip(_BY_FACTOR, ranges, strict=True)):
        if largest:
            batch = change(batch, between(draws[:, number], (1 - largest, 1 + largest)))
    return hue(batch, either_side(draws[:, 3], part.hue)) if part.hue else batch


def random_grayscale(batch: Batch, part: RandomGrayscale, draws: Draws) -> Batch:
    """Three equal channels."""
    return saturation(batch, np.where(draws[:, 0] < part.p, 0.0, 1.0))


def brightness(batch: Batch, factors: Draws) -> Batch:
    """0 is black, 1 the picture itself. The factors are [N]."""
    factor = per_sample(factors, batch.inputs)
    return batch.with_pictures(lambda pictures: as_float(pictures).mul_(factor).clamp_(0, WHITE))


def contrast(batch: Batch, factors: Draws) -> Batch:
    """0 is the input's mean grey, 1 the picture itself. The factors are [N]."""
    inputs = as_float(batch.inputs)
    channels = inputs.mean(dim=(2, 3), keepdim=True)
    weights = on_device(_grey_weights(channels.shape[1]), channels).view(1, -1, 1, 1)
    mean = (channels * weights).sum(dim=1, keepdim=True)
    return Batch(inputs, batch.targets).with_pictures(
        lambda pictures: blended(mean, pictures, factors)
    )


def saturation(batch: Batch, factors: Draws) -> Batch:
    """0 is grey, 1 the picture itself. The factors are [N]. Grey pictures stay as they are."""
    # Towards the grey and away from it is one sum of the channels, weighted by these columns.
    own, grey = factors[:, None, None], _grey_weights(3)[:, None]
    weights = own * np.eye(3) + (1 - own) * grey
    return _coloured(batch, lambda pictures: _summed(pictures, weights).clamp_(0, WHITE))


def hue(batch: Batch, turns: Draws) -> Batch:
    """The colour circle turned, [N], by -0.5 to 0.5 of it. Grey pictures stay as they are."""
    return _coloured(batch, lambda pictures: _turned(pictures, per_sample(turns, pictures)))


def blended(start: torch.Tensor, pictures: torch.Tensor, factors: Draws) -> torch.Tensor:
    """From `start` (factor 0) through the pictures (factor 1) and on, cut at black and white."""
    factor = per_sample(factors, pictures)
    return as_float(pictures).mul_(factor).add_(start * (1 - factor)).clamp_(0, WHITE)


_BY_FACTOR: tuple[Callable[[Batch, Draws], Batch], ...] = (brightness, contrast, saturation)


def _coloured(batch: Batch, change: Callable[[torch.Tensor], torch.Tensor]) -> Batch:
    """`with_pictures` for what means nothing in grey: then nothing changes, the target neither."""
    if batch.inputs.shape[1] != 3:
        return batch
    return batch.with_pictures(lambda some: change(some) if some.shape[1] == 3 else some)


def _grey_weights(channels: int) -> NDArray[np.float32]:
    """[channels]: how much each counts in a grey."""
    return np.array(_GREY if channels == 3 else [1 / channels] * channels, np.float32)


def _summed(pictures: torch.Tensor, weights: NDArray[np.floating]) -> torch.Tensor:
    """float32: each channel a weighted sum of all, by the columns of [N,C,C]."""
    pixels = as_float(pictures).permute(0, 2, 3, 1).flatten(1, 2)
    summed = pixels @ on_device(weights.astype(np.float32), pixels)
    height, width = pictures.shape[-2:]
    return summed.unflatten(1, (height, width)).permute(0, 3, 1, 2)


def _turned(pictures: torch.Tensor, turns: torch.Tensor) -> torch.Tensor:
    """By way of HSV (Smith, 1978): value and chroma stay, each channel follows from the hue."""
    pictures = as_float(pictures)
    red, green, blue = pictures.split(1, dim=1)
    value = pictures.amax(1, keepdim=True)
    chroma = value - pictures.amin(1, keepdim=True)
    scale = chroma.clamp_min(_LEAST_CHROMA)
    sixth = torch.where(
        value == red,
        (green - blue) / scale,
        torch.where(value == green, (blue - red) / scale + 2, (red - green) / scale + 4),
    )
    sixth = sixth + turns * 6
    channels = []
    for offset in (5, 3, 1):
        place = (sixth + offset).remainder_(6)
        channels.append(value - chroma * torch.minimum(place, 4 - place).clamp_(0, 1))
    return torch.cat(channels, dim=1)
