"""From the parts of a recipe to the steps that are taken, with parts that move pixels made one."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from netwright.data.augmentation.batch import Batch
from netwright.data.augmentation.blur import gaussian_blur
from netwright.data.augmentation.colour import color_jitter, random_grayscale
from netwright.data.augmentation.draws import Draws
from netwright.data.augmentation.geometry import GEOMETRIC, INSIDE, WHOLE_PIXELS, composed
from netwright.data.augmentation.mixing import CUTMIX_DRAWS, MIXUP_DRAWS, cut_mix, mix_up
from netwright.data.augmentation.noise import gaussian_noise
from netwright.data.augmentation.rectangles import ERASING_DRAWS, random_erasing
from netwright.data.augmentation.resampling import resampled
from netwright.data.augmentation.texture import Texture
from netwright.interfaces.documents.augmentation import (
    AnyAugmentation,
    ColorJitter,
    CutMix,
    GaussianBlur,
    GaussianNoise,
    MixUp,
    RandAugment,
    RandomErasing,
    RandomGrayscale,
    TrivialAugmentWide,
)

MIXING = (MixUp, CutMix)
"""Parts that need the whole batch."""


@dataclass(frozen=True)
class Step:
    """What is done with a batch, and the random numbers that it takes.

    Attributes:
        draws: The place in the recipe of each part in the step, and how many numbers it draws.
        run: From a batch, and float64 [N,count] for each of `draws`, to the batch after the step.
        mixes: Whether samples take something of each other.
    """

    draws: tuple[tuple[int, int], ...]
    run: Callable[[Batch, Sequence[Draws]], Batch]
    mixes: bool = False


def steps_of(parts: Iterable[AnyAugmentation], seed: int) -> list[Step]:
    """The steps, in the order of the parts."""
    steps: list[Step] = []
    numbered = itertools.groupby(enumerate(parts), key=lambda each: type(each[1]) in GEOMETRIC)
    for moves, group in numbered:
        some = list(group)
        steps += [_moving(some)] if moves else [_step(place, part, seed) for place, part in some]
    return steps


def _moving(parts: list[tuple[int, Any]]) -> Step:
    """One resampling for geometric parts that follow each other."""
    alone = [part for _, part in parts]
    whole = all(isinstance(part, WHOLE_PIXELS) for part in alone)
    inside = all(isinstance(part, INSIDE) for part in alone)

    def run(batch: Batch, draws: Sequence[Draws]) -> Batch:
        matrices = composed(list(zip(alone, draws, strict=True)), batch.size)
        return resampled(batch, matrices, whole=whole, inside=inside)

    return Step(tuple((place, GEOMETRIC[type(part)][0]) for place, part in parts), run)


def _step(place: int, part: AnyAugmentation, seed: int) -> Step:
    count, change = _change(place, part, seed)
    return Step(
        ((place, count),),
        lambda batch, draws: change(batch, part, draws[0]),
        mixes=isinstance(part, MIXING),
    )


def _change(place: int, part: AnyAugmentation, seed: int) -> tuple[int, Callable[..., Batch]]:
    """How many numbers a part draws for a sample, and what it does with them."""
    if isinstance(part, RandAugment | TrivialAugmentWide):
        # torchvision takes more than a second to import.
        from netwright.data.augmentation import automatic

        if isinstance(part, RandAugment):
            return automatic.DRAWS * part.num_ops, automatic.rand_augment
        return automatic.DRAWS, automatic.trivial_augment
    if isinstance(part, GaussianNoise | RandomErasing):
        count, change = _TEXTURED[type(part)]
        return count, partial(change, texture=Texture((seed, place)))
    return _PLAIN[type(part)]


_PLAIN: dict[type, tuple[int, Callable[..., Batch]]] = {
    ColorJitter: (4, color_jitter),
    RandomGrayscale: (1, random_grayscale),
    GaussianBlur: (2, gaussian_blur),
    MixUp: (MIXUP_DRAWS, mix_up),
    CutMix: (CUTMIX_DRAWS, cut_mix),
}
_TEXTURED: dict[type, tuple[int, Callable[..., Batch]]] = {
    GaussianNoise: (2, gaussian_noise),
    RandomErasing: (ERASING_DRAWS, random_erasing),
}
