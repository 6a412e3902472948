"""Colours: each function changes a picture's values by what that pixel holds, not its neighbours.

A target picture changes by the same rule as its input, since a filter is to find the same in a
brighter picture; were the input alone to change, the filter would learn to undo it.
"""

from __future__ import annotations

from collections.abc import Callable

import torch

from netwright.data.augmentation.batch import WHITE, Batch, as_float, only, per_sample
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

    def change(pictures: torch.Tensor) -> torch.Tensor:
        return only(draws[:, 0] < part.p, pictures, lambda some, _: _grey(some).expand_as(some))

    return _coloured(batch, change)


def brightness(batch: Batch, factors: Draws) -> Batch:
    """0 is black, 1 the picture itself. The factors are [N]."""
    factor = per_sample(factors, batch.inputs)
    return batch.with_pictures(lambda pictures: (as_float(pictures) * factor).clamp_(0, WHITE))


def contrast(batch: Batch, factors: Draws) -> Batch:
    """0 is the input's mean grey, 1 the picture itself. The factors are [N]."""
    mean = _grey(batch.inputs).mean(dim=(1, 2, 3), keepdim=True)
    return batch.with_pictures(lambda pictures: blended(mean, pictures, factors))


def saturation(batch: Batch, factors: Draws) -> Batch:
    """0 is grey, 1 the picture itself. The factors are [N]. Grey pictures stay as they are."""
    return _coloured(batch, lambda pictures: blended(_grey(pictures), pictures, factors))


def hue(batch: Batch, turns: Draws) -> Batch:
    """The colour circle turned, [N], by -0.5 to 0.5 of it. Grey pictures stay as they are."""
    return _coloured(batch, lambda pictures: _turned(pictures, per_sample(turns, pictures)))


def blended(start: torch.Tensor, pictures: torch.Tensor, factors: Draws) -> torch.Tensor:
    """From `start` (factor 0) through the pictures (factor 1) and on, cut at black and white."""
    factor = per_sample(factors, pictures)
    return torch.lerp(start.expand_as(pictures), as_float(pictures), factor).clamp_(0, WHITE)


_BY_FACTOR: tuple[Callable[[Batch, Draws], Batch], ...] = (brightness, contrast, saturation)


def _coloured(batch: Batch, change: Callable[[torch.Tensor], torch.Tensor]) -> Batch:
    """`with_pictures` for what means nothing in grey: then nothing changes, the target neither."""
    if batch.inputs.shape[1] != 3:
        return batch
    return batch.with_pictures(lambda some: change(some) if some.shape[1] == 3 else some)


def _grey(pictures: torch.Tensor) -> torch.Tensor:
    """float32 [N,1,H,W]."""
    if pictures.shape[1] != 3:
        return as_float(pictures).mean(dim=1, keepdim=True)
    red, green, blue = (as_float(channel) for channel in pictures.split(1, dim=1))
    return (red * _GREY[0]).add_(green, alpha=_GREY[1]).add_(blue, alpha=_GREY[2])


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
