"""How many samples a split puts on each side: of all, of each class, and of groups."""

from __future__ import annotations

from typing import get_args

import numpy as np

from netwright.data.asked import as_asked
from netwright.data.samples import Prepared, Samples, Side
from netwright.data.sources import list_samples
from netwright.interfaces.documents.target import Classification, MultiLabel


def split_counts(prepared: Prepared) -> dict[str, tuple[int, int]]:
    """Numbers for training and for validation: ``samples``, then each class, then the groups.

    Labels of which a sample may have several count each sample that has them.
    """
    sides = (prepared.train, prepared.val)
    counts = {"samples": (prepared.count("train"), prepared.count("val"))}
    if isinstance(prepared.document.target, (Classification, MultiLabel)):
        of_sides = (_of_classes(prepared, side) for side in get_args(Side))
        names = prepared.document.target.classes
        counts |= {name: (a, b) for name, a, b in zip(names, *of_sides, strict=True)}
    if by := getattr(prepared.document.split, "by", ""):
        train, val = (len(_values(prepared, side, by)) for side in sides)
        counts[f"different {by}"] = (train, val)
    return counts


def _of_classes(prepared: Prepared, side: Side) -> list[int]:
    if isinstance(prepared.document.target, Classification):
        return prepared.class_counts(side).tolist()
    samples = prepared.train if side == "train" else prepared.val
    found: list[int] = np.asarray(samples.targets).sum(0).astype(int).tolist()
    return found


def _values(prepared: Prepared, side: Samples, by: str) -> set[object]:
    """What stands in the column that the split goes by."""
    document = prepared.document
    listing = list_samples(document.source, as_asked(document, None))
    values = dict(zip(listing.names, listing.columns[by].tolist(), strict=True))
    return {values[name] for name in side.names}
