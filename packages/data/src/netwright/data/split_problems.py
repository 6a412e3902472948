"""Splits that would leave nothing to train on, or nothing to validate on."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from netwright.data.sources.listing import Listing
from netwright.interfaces.documents.split import AnySplit, GivenSplit
from netwright.interfaces.errors import DataError


def check_classes(listing: Listing, labels: NDArray[np.int64]) -> None:
    """Raise DataError where a class has not one sample for each side."""
    counts = np.bincount(labels, minlength=len(listing.targets.classes))
    for name, count in zip(listing.targets.classes, counts.tolist(), strict=True):
        if count < 2:
            what = listing.what if count != 1 else listing.what.removesuffix("s")
            raise DataError(
                f"the class {name!r} has {count} usable {what}, but a split "
                "needs two: one to train on and one to validate on.",
                **_place(listing, name),
                fix=f"add {listing.what} of it, or remove it.",
            )


def check_given(
    listing: Listing, split: GivenSplit, samples: NDArray[np.int64], words: NDArray[np.object_]
) -> None:
    """Raise DataError where a column says neither of the two sides."""
    for number, word in zip(samples.tolist(), words.tolist(), strict=True):
        if word not in (split.train, split.val):
            said = "nothing" if word is None else repr(word)
            raise DataError(
                f"a given split has {split.train!r} and {split.val!r}, but {said} came.",
                **_place(listing),
                column=split.column,
                sample=listing.names[number],
                fix=f"correct it, remove such {listing.what}, or name the two words: "
                f"--split given:{split.column}:TRAIN:VAL.",
            )


def check_sides(
    listing: Listing, split: AnySplit, samples: NDArray[np.int64], val: NDArray[np.bool_]
) -> None:
    """Raise DataError where a side is empty, or training lacks a class of a given split."""
    given = isinstance(split, GivenSplit) and not split.column
    for side, verb, name in ((~val, "train", "train"), (val, "validate", "val")):
        if side.any():
            continue
        place = {"folder": listing.root / getattr(split, name)} if given else _place(listing)
        raise DataError(
            f"there are no usable {listing.what} to {verb} on.",
            **place,
            fix=_refill(listing, split) if given else "change the split, or add samples.",
        )
    labels = listing.targets.labels
    if labels is None:
        return
    counts = np.bincount(labels[samples][~val], minlength=len(listing.targets.classes))
    for label in np.flatnonzero(counts == 0).tolist():
        name = listing.targets.classes[label]
        inside = f"{split.train}/{name}" if given and isinstance(split, GivenSplit) else name
        raise DataError(
            f"the class {name!r} has no usable {listing.what.removesuffix('s')} to train on.",
            **_place(listing, inside),
            fix=f"add {listing.what} of it, or remove it.",
        )


def _refill(listing: Listing, split: AnySplit) -> str:
    assert isinstance(split, GivenSplit)
    return (
        f"put {listing.what} of the classes of {split.train}/ there, or remove the folder "
        f"{split.val}/ and name {split.train}/ as the data, to have it split."
    )


def _place(listing: Listing, inside: str = "") -> dict[str, object]:
    if listing.root.is_dir():
        return {"folder": listing.root / inside}
    return {"file": listing.root}
