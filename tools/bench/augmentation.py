"""How long augmentation takes, beside torchvision's on each picture and on a batch at once."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import torch
from torchvision.transforms import v2

from bench.harness import Bar, Measurement
from netwright.data.augmentation import Augmentation
from netwright.interfaces.documents import (
    AnyAugmentation,
    ColorJitter,
    RandomAffine,
    RandomCrop,
    RandomHorizontalFlip,
    TrivialAugmentWide,
)

BILINEAR = v2.InterpolationMode.BILINEAR
Recipes = tuple[Sequence[AnyAugmentation], v2.Transform]


def measurements(folder: Path) -> list[Measurement]:
    """Three usual recipes on 256 small and 64 large pictures.

    Small ones take a third at most of torchvision's time on each picture, which is what a loader's
    worker does: its calls cost more there than its arithmetic. Of large ones the arithmetic takes
    the time, and is the same: one resampling and colours are no slower, and what moves bytes alone
    stays within twice, some 0.2 ms a picture. torchvision on a batch at once is shown beside it;
    it varies all pictures alike, and so is no rival.
    """
    small, large = (256, 32), (64, 224)
    return [
        *_beside("flip and crop", *small, *_shifts(32), limit=1 / 3),
        *_beside("affine and colour", *small, *_usual(), limit=1 / 3),
        *_beside("trivial", *small, *_trivial(), limit=1 / 3),
        *_beside("flip and crop", *large, *_shifts(224), limit=2),
        *_beside("affine and colour", *large, *_usual(), limit=1),
        *_beside("trivial", *large, *_trivial(), limit=2),
    ]


def _shifts(side: int) -> Recipes:
    theirs = [v2.RandomHorizontalFlip(), v2.RandomCrop(side, padding=side // 8)]
    return (RandomHorizontalFlip(), RandomCrop(padding=side // 8)), v2.Compose(theirs)


def _usual() -> Recipes:
    theirs = [
        v2.RandomHorizontalFlip(),
        v2.RandomAffine(10, (0.1, 0.1), (0.9, 1.1), interpolation=BILINEAR),
        v2.ColorJitter(0.2, 0.2, 0.2),
    ]
    return (RandomHorizontalFlip(), RandomAffine(), ColorJitter()), v2.Compose(theirs)


def _trivial() -> Recipes:
    return (TrivialAugmentWide(),), v2.TrivialAugmentWide(interpolation=BILINEAR)


def _beside(
    kind: str,
    count: int,
    side: int,
    parts: Sequence[AnyAugmentation],
    theirs: v2.Transform,
    *,
    limit: float,
) -> list[Measurement]:
    """torchvision on each picture and on all at once, and then ours, which `limit` bounds."""
    pixels = np.random.default_rng(0).integers(0, 256, (count, side, side, 3), dtype=np.uint8)
    images, labels = torch.from_numpy(pixels), torch.zeros(count, dtype=torch.int64)
    channels_first = images.permute(0, 3, 1, 2).contiguous()
    augmentation, indices = Augmentation(parts, seed=0), np.arange(count)
    name = f"{kind} {side}x{side}"
    each = f"{name}, torchvision each"
    return [
        Measurement(
            each, on_one_core(lambda: torch.stack([theirs(one) for one in channels_first]))
        ),
        Measurement(f"{name}, torchvision at once", on_one_core(lambda: theirs(channels_first))),
        Measurement(
            name,
            on_one_core(lambda: augmentation((images, labels), epoch=1, indices=indices)),
            (Bar(limit, of=each),),
        ),
    ]


def on_one_core(work: Callable[[], object]) -> Callable[[], float]:
    """A measure of one go of `work`, warmed up once: what a share of the machine gets done."""

    def measure() -> float:
        threads = torch.get_num_threads()
        torch.set_num_threads(1)
        try:
            began = time.process_time()
            work()
            return time.process_time() - began
        finally:
            torch.set_num_threads(threads)

    measure()
    return measure
