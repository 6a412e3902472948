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
SIZES = ((256, 32), (64, 224))


def measurements(folder: Path) -> list[Measurement]:
    """Three usual recipes at two sizes.

    The bar is a third of torchvision's time on each picture, which is what a loader's worker does,
    and less where nothing is interpolated. torchvision on a whole batch is shown beside it: that
    varies all pictures alike, and so is no rival, but says what the kernels alone take.
    """
    return [
        measurement
        for count, side in SIZES
        for kind in (_shifts, _usual, _trivial)
        for measurement in kind(count, side)
    ]


def _shifts(count: int, side: int) -> list[Measurement]:
    parts = (RandomHorizontalFlip(), RandomCrop(padding=side // 8))
    theirs = [v2.RandomHorizontalFlip(), v2.RandomCrop(side, padding=side // 8)]
    return _beside(f"flip and crop {count}x{side}", parts, theirs, count, side)


def _usual(count: int, side: int) -> list[Measurement]:
    parts = (RandomHorizontalFlip(), RandomAffine(), ColorJitter())
    theirs = [
        v2.RandomHorizontalFlip(),
        v2.RandomAffine(10, (0.1, 0.1), (0.9, 1.1), interpolation=BILINEAR),
        v2.ColorJitter(0.2, 0.2, 0.2),
    ]
    return _beside(f"affine and colour {count}x{side}", parts, theirs, count, side)


def _trivial(count: int, side: int) -> list[Measurement]:
    theirs = [v2.TrivialAugmentWide(interpolation=BILINEAR)]
    return _beside(f"trivial {count}x{side}", (TrivialAugmentWide(),), theirs, count, side)


def _beside(
    name: str,
    parts: Sequence[AnyAugmentation],
    theirs: Sequence[v2.Transform],
    count: int,
    side: int,
) -> list[Measurement]:
    pixels = np.random.default_rng(0).integers(0, 256, (count, side, side, 3), dtype=np.uint8)
    images, labels = torch.from_numpy(pixels), torch.zeros(count, dtype=torch.int64)
    channels_first = images.permute(0, 3, 1, 2).contiguous()
    augmentation, indices = Augmentation(parts, seed=0), np.arange(count)
    compose = v2.Compose(list(theirs))
    one_by_one, at_once = f"{name}, torchvision each", f"{name}, torchvision at once"
    return [
        Measurement(
            one_by_one, on_one_core(lambda: torch.stack([compose(one) for one in channels_first]))
        ),
        Measurement(at_once, on_one_core(lambda: compose(channels_first))),
        Measurement(
            name,
            on_one_core(lambda: augmentation((images, labels), epoch=1, indices=indices)),
            (Bar(1 / 3, of=one_by_one),),
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
