"""RandAugment and TrivialAugment: operations are drawn for each sample out of one list.

The list and the strengths are torchvision's. Samples with the same operation go through it
together, each with its own strength; all that move pixels go through one resampling.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import torch
import torch.nn.functional as F
from numpy.typing import NDArray
from torchvision.transforms.v2 import functional as tv

from netwright.data.augmentation.batch import (
    WHITE,
    Batch,
    as_float,
    as_uint8,
    is_pictures,
    joined,
    on_device,
)
from netwright.data.augmentation.colour import blended, brightness, contrast, saturation
from netwright.data.augmentation.draws import Draws, below
from netwright.data.augmentation.geometry import (
    Matrices,
    around,
    middle,
    rotations,
    shears,
    translations,
)
from netwright.data.augmentation.resampling import resampled
from netwright.interfaces.documents.augmentation import RandAugment, TrivialAugmentWide
from netwright.interfaces.errors import UsageError

DRAWS = 3
"""How many numbers an operation takes: which one, its sign, its strength."""

_STRENGTHS = 31
_MOVING = ("ShearX", "ShearY", "TranslateX", "TranslateY", "Rotate")
SIGNED = (*_MOVING, "Brightness", "Color", "Contrast", "Sharpness")


def rand_augment(batch: Batch, part: RandAugment, draws: Draws) -> Batch:
    """As many operations, one after the other, all of the part's strength."""
    largest = {
        **dict.fromkeys(("ShearX", "ShearY"), 0.3),
        "TranslateX": 150 / 331 * batch.size[1],
        "TranslateY": 150 / 331 * batch.size[0],
        "Rotate": 30.0,
        **dict.fromkeys(("Brightness", "Color", "Contrast", "Sharpness"), 0.9),
        "Posterize": 4.0,
    }
    for number in range(part.num_ops):
        own = draws[:, DRAWS * number : DRAWS * (number + 1)]
        batch = _one_operation(batch, own, np.full(len(own), part.magnitude), largest)
    return batch


def trivial_augment(batch: Batch, part: TrivialAugmentWide, draws: Draws) -> Batch:
    """One operation of a strength that is drawn too."""
    largest = {
        **dict.fromkeys(("ShearX", "ShearY"), 0.99),
        **dict.fromkeys(("TranslateX", "TranslateY"), 32.0),
        "Rotate": 135.0,
        **dict.fromkeys(("Brightness", "Color", "Contrast", "Sharpness"), 0.99),
        "Posterize": 6.0,
    }
    return _one_operation(batch, draws, below(draws[:, 2], _STRENGTHS), largest)


def _one_operation(
    batch: Batch, draws: Draws, strengths: NDArray[np.int64], largest: dict[str, float]
) -> Batch:
    """Each sample through an operation of its own. `strengths` are int64 [N], 0 to 30."""
    if is_pictures(batch.targets):
        raise UsageError(
            "RandAugment and TrivialAugmentWide change a picture in ways that a target picture "
            "cannot follow.",
            fix="use RandomAffine and ColorJitter for pairs of pictures.",
        )
    names = np.array(OPERATIONS)[below(draws[:, 0], len(OPERATIONS))]
    limits = np.array([largest.get(name, 1.0) for name in names])
    sign = np.where((draws[:, 1] < 0.5) & np.isin(names, SIGNED), -1.0, 1.0)
    return operated(batch, names, sign * limits * strengths / (_STRENGTHS - 1))


def operated(batch: Batch, names: NDArray[np.str_], amounts: NDArray[np.float64]) -> Batch:
    """Each sample after the operation that `names`, [N], says, by its amount of [N]."""
    batch = batch.with_inputs(as_uint8)
    moving = np.isin(names, _MOVING)
    rows_of = [np.flatnonzero(moving), *(np.flatnonzero(names == name) for name in _CHANGES)]
    rows_of = [rows for rows in rows_of if len(rows)]
    changed = [_operated_alike(batch.chosen(rows), names[rows], amounts[rows]) for rows in rows_of]
    return joined(changed).chosen(np.argsort(np.concatenate(rows_of)))


def _operated_alike(batch: Batch, names: NDArray[np.str_], amounts: NDArray[np.float64]) -> Batch:
    """Of one name, or of those that move pixels."""
    if names[0] in _MOVING:
        return resampled(batch, _matrices(names, amounts, batch.size), whole=False, inside=False)
    return _CHANGES[str(names[0])](batch, amounts)


def _matrices(
    names: NDArray[np.str_], amounts: NDArray[np.float64], size: tuple[int, int]
) -> Matrices:
    """From output to input, as torchvision moves: shears around a corner, by whole pixels."""

    def only(name: str) -> NDArray[np.float64]:
        return np.where(names == name, amounts, 0.0)

    slants = np.degrees(np.arctan(only("ShearX"))), np.degrees(np.arctan(only("ShearY")))
    slant_y = shears(slants[1])[:, [1, 0, 2]][:, :, [1, 0, 2]]  # x and y change places.
    corner = around((-0.5, -0.5), np.linalg.inv(shears(slants[0]) @ slant_y))
    shift = translations(-np.trunc(only("TranslateX")), -np.trunc(only("TranslateY")))
    return corner @ shift @ around(middle(size), rotations(only("Rotate")))


def _sharpness(batch: Batch, amounts: NDArray[np.float64]) -> Batch:
    """Away from the mean of a pixel's neighbours, or towards it; the edges stay as they are."""
    height, width = batch.size
    if min(height, width) <= 2:
        return batch
    pictures = as_float(batch.inputs.contiguous())
    inner = pictures[:, :, 1:-1, 1:-1]
    # The middle counts five times in thirteen, its eight neighbours once each.
    smooth = F.avg_pool2d(pictures, 3, stride=1).mul_(9).add_(inner, alpha=4).div_(13).round_()
    inner.copy_(blended(smooth, inner.clone(), 1 + amounts))
    return Batch(pictures, batch.targets)


def _posterize(batch: Batch, amounts: NDArray[np.float64]) -> Batch:
    """The amounts are how many of the eight bits are dropped."""
    dropped = np.round(amounts).astype(np.uint8)
    kept = on_device((0xFF << dropped.astype(np.int64) & 0xFF).astype(np.uint8), batch.inputs)
    return batch.with_inputs(lambda pictures: pictures & kept.view(-1, 1, 1, 1))


def _solarize(batch: Batch, amounts: NDArray[np.float64]) -> Batch:
    """The amounts are how far from white it begins."""
    levels = np.ceil(WHITE * (1 - amounts)).astype(np.uint8)
    threshold = on_device(levels, batch.inputs).view(-1, 1, 1, 1)
    return batch.with_inputs(lambda p: torch.where(p >= threshold, p.bitwise_not(), p))


_CHANGES: dict[str, Callable[[Batch, NDArray[np.float64]], Batch]] = {
    "Identity": lambda batch, _: batch,
    "Brightness": lambda batch, amounts: brightness(batch, 1 + amounts),
    "Color": lambda batch, amounts: saturation(batch, 1 + amounts),
    "Contrast": lambda batch, amounts: contrast(batch, 1 + amounts),
    "Sharpness": _sharpness,
    "Posterize": _posterize,
    "Solarize": _solarize,
    "AutoContrast": lambda batch, _: batch.with_inputs(lambda p: tv.autocontrast(p.contiguous())),
    "Equalize": lambda batch, _: batch.with_inputs(lambda p: tv.equalize(p.contiguous())),
}

OPERATIONS = (*_MOVING, *_CHANGES)
"""Their names; RandAugment and TrivialAugment choose among all, each as likely."""
