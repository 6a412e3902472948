"""Drawing whole groups for validation: no group has samples on both sides.

Groups are taken one by one in a random order, and each goes where it makes the shares of the
classes most alike, as in scikit-learn's StratifiedGroupKFold. Samples without classes are all of
one. What random numbers are used for is fixed for good: see `split_drawing`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from netwright.data.split_drawing import Chosen, Labels, drawn_order


@dataclass(frozen=True, eq=False)
class _Groups:
    """Which samples and which classes are in each of G groups.

    Attributes:
        of: int64 [N], the group of each sample.
        sizes: int64 [G], samples in each group.
        totals: int64 [K], samples of each class.
        starts: int64 [G+1], where each group begins in the two below.
        classes: int64 [P], a class that a group has.
        counts: int64 [P], how many samples of it.
    """

    of: Labels
    sizes: Labels
    totals: Labels
    starts: Labels
    classes: Labels
    counts: Labels

    def within(self, group: int) -> tuple[Labels, Labels]:
        """The classes of a group, and how many samples of each."""
        part = slice(self.starts[group], self.starts[group + 1])
        return self.classes[part], self.counts[part]


def grouped(groups: NDArray[Any], labels: Labels | None, val_fraction: float, seed: int) -> Chosen:
    """bool [N], True for validation: whole groups, until they hold the share of each class.

    A group that would overshoot by more than it is short of the share is left on the other side;
    one group at least is on each side where there are two.
    """
    found = _groups(groups, labels)
    missing = found.totals * val_fraction
    chosen: list[int] = []
    for group in drawn_order(len(found.sizes), seed).tolist():
        classes, counts = found.within(group)
        # The change of the squared distance from the wanted numbers, class by class.
        change = counts * (counts - 2 * missing[classes]) / found.totals[classes]
        if change.sum() <= 0:
            chosen.append(group)
            missing[classes] -= counts
    if not chosen:
        chosen = [int(found.sizes.argmin())]
    if len(chosen) == len(found.sizes):
        chosen.pop()
    return np.isin(found.of, chosen)


def group_folds(groups: NDArray[Any], labels: Labels | None, number: int, seed: int) -> Labels:
    """int64 [N]: the fold of each sample, 0 to `number` - 1; groups stay whole.

    The largest groups are dealt first, each to the fold that holds least of its classes, and of
    such the one with the fewest samples.
    """
    found = _groups(groups, labels)
    order = drawn_order(len(found.sizes), seed)
    held = np.zeros((number, len(found.totals)))
    samples = np.zeros(number, np.int64)
    fold_of = np.empty(len(found.sizes), np.int64)
    for group in order[np.argsort(-found.sizes[order], kind="stable")].tolist():
        classes, counts = found.within(group)
        cost = held[:, classes] @ (counts / found.totals[classes])
        fold = np.lexsort((samples, cost))[0]
        fold_of[group] = fold
        held[fold, classes] += counts
        samples[fold] += found.sizes[group]
    return np.asarray(fold_of[found.of])


def _groups(groups: NDArray[Any], labels: Labels | None) -> _Groups:
    of = _numbered(groups)
    labels = np.zeros(len(of), np.int64) if labels is None else labels
    kinds = int(labels.max()) + 1
    pairs, counts = np.unique(of * kinds + labels, return_counts=True)
    sizes = np.bincount(of)
    starts = np.searchsorted(pairs // kinds, np.arange(len(sizes) + 1))
    return _Groups(of, sizes, np.bincount(labels), starts, pairs % kinds, counts)


def _numbered(groups: NDArray[Any]) -> Labels:
    """int64 [N], the number of each sample's group, in the groups' order; gaps are one group."""
    if groups.dtype != object:
        return np.unique(groups, return_inverse=True)[1].astype(np.int64)
    names = ["" if name is None else str(name) for name in groups.tolist()]
    numbers = {name: number for number, name in enumerate(sorted(set(names)))}
    return np.fromiter(map(numbers.__getitem__, names), np.int64, len(names))
