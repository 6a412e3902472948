"""Splitting samples into training and validation, the same on every machine."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from netwright.data.image_folder import ImageListing
from netwright.interfaces.documents.split import GivenSplit, StratifiedSplit
from netwright.interfaces.errors import DataError


def in_val(listing: ImageListing, split: GivenSplit | StratifiedSplit) -> NDArray[np.bool_]:
    """bool [N]: which of the listed images are for validation.

    Raises:
        DataError: A class, or the validation, would be left without an image.
    """
    if isinstance(split, GivenSplit):
        val = listing.in_folder(split.val)
        _check_given(listing, split, val)
        return val
    _check_drawn(listing)
    return stratified(listing.labels, split.val_fraction, split.seed)


def stratified(labels: NDArray[np.int64], val_fraction: float, seed: int) -> NDArray[np.bool_]:
    """A random choice with the same share of every class, and one sample of each on both sides.

    Args:
        labels: int64 [N], at least two samples of every class that occurs.
        val_fraction: The share for validation, 0 to 1; rounded to whole samples a class.
        seed: Two calls with the same labels and seed give the same choice.

    Returns:
        bool [N], True for validation.
    """
    # PCG64's numbers are fixed for good, while numpy may change how `permutation` uses them.
    draws = np.random.Generator(np.random.PCG64(seed)).random(len(labels))
    chosen = np.zeros(len(labels), bool)
    for label in np.unique(labels):
        rows = np.flatnonzero(labels == label)
        count = min(max(int(len(rows) * val_fraction + 0.5), 1), len(rows) - 1)
        chosen[rows[np.argsort(draws[rows], kind="stable")[:count]]] = True
    return chosen


def _check_drawn(listing: ImageListing) -> None:
    for name, count in zip(listing.classes, listing.counts().tolist(), strict=True):
        if count < 2:
            raise DataError(
                f"the class {name!r} has {count} usable image{'s' * (count != 1)}, but a split "
                "needs two: one to train on and one to validate on.",
                folder=listing.root / name,
                fix="add images of it, or remove the folder.",
            )


def _check_given(listing: ImageListing, split: GivenSplit, val: NDArray[np.bool_]) -> None:
    train = listing.only(np.flatnonzero(~val))
    for name, count in zip(listing.classes, train.counts().tolist(), strict=True):
        if not count:
            raise DataError(
                f"the class {name!r} has no usable image to train on.",
                folder=listing.root / split.train / name,
                fix="add images of it, or remove the folder.",
            )
    if not val.any():
        raise DataError(
            "there are no usable images to validate on.",
            folder=listing.root / split.val,
            fix=f"put images of the classes of {split.train}/ there, or remove the folder "
            f"{split.val}/ and name {split.train}/ as the data, to have it split.",
        )
