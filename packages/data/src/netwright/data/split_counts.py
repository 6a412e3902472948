"""How many samples a split puts on each side: of all, of each class, and of groups."""

from __future__ import annotations

import numpy as np

from netwright.data.asked import as_asked
from netwright.data.samples import Prepared, Samples
from netwright.data.sources import list_samples
from netwright.interfaces.documents.target import Classification, MultiLabel


def split_counts(prepared: Prepared) -> dict[str, tuple[int, int]]:
    """Numbers for training and for validation: ``samples``, then each class, then the groups.

    Labels of which a sample may have several count each sample that has them.
    """
    sides = (prepared.train, prepared.val)
    counts = {"samples": (len(prepared.train), len(prepared.val))}
    target = prepared.document.target
    if isinstance(target, (Classification, MultiLabel)):
        of_sides = [_of_classes(side, target) for side in sides]
        counts |= {name: (a, b) for name, a, b in zip(target.classes, *of_sides, strict=True)}
    if by := getattr(prepared.document.split, "by", ""):
        train, val = (len(_values(prepared, side, by)) for side in sides)
        counts[f"different {by}"] = (train, val)
    return counts


def _of_classes(side: Samples, target: Classification | MultiLabel) -> list[int]:
    targets = np.asarray(side.targets)
    if isinstance(target, MultiLabel):
        found: list[int] = targets.sum(0).astype(int).tolist()
        return found
    return np.bincount(targets, minlength=len(target.classes)).tolist()


def _values(prepared: Prepared, side: Samples, by: str) -> set[object]:
    """What stands in the column that the split goes by."""
    document = prepared.document
    listing = list_samples(document.source, as_asked(document, None))
    values = dict(zip(listing.names, listing.columns[by].tolist(), strict=True))
    return {values[name] for name in side.names}
