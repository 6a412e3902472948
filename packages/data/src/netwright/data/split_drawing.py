"""Drawing samples for validation. PCG64's numbers are fixed for good, and only they are used:
numpy may change how `permutation` uses them, and scikit-learn how it shuffles."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Chosen = NDArray[np.bool_]
Labels = NDArray[np.int64]


def random(count: int, val_fraction: float, seed: int) -> Chosen:
    """bool [N], True for validation; at least one sample is on each side where there are two."""
    chosen = np.zeros(count, bool)
    chosen[_order(count, seed)[: _share(count, val_fraction)]] = True
    return chosen


def stratified(labels: Labels, val_fraction: float, seed: int) -> Chosen:
    """A random choice with the same share of every class, and one sample of each on both sides.

    Args:
        labels: int64 [N], at least two samples of every class that occurs.
        val_fraction: The share for validation, 0 to 1; rounded to whole samples a class.
        seed: Two calls with the same labels and seed give the same choice.

    Returns:
        bool [N], True for validation.
    """
    draws = _draws(len(labels), seed)
    chosen = np.zeros(len(labels), bool)
    for label in np.unique(labels):
        rows = np.flatnonzero(labels == label)
        count = _share(len(rows), val_fraction)
        chosen[rows[np.argsort(draws[rows], kind="stable")[:count]]] = True
    return chosen


def grouped(groups: NDArray[np.object_], val_fraction: float, seed: int) -> Chosen:
    """bool [N], True for validation: whole groups, until they hold the share of the samples.

    Groups come in a random order, and one that would overshoot by more than it is short of the
    share is left on the other side; one group at least is on each side where there are two.
    """
    numbers, sizes = _numbered(groups)
    wanted, taken = val_fraction * len(groups), 0
    chosen_groups: list[int] = []
    for group in _order(len(sizes), seed).tolist():
        over = taken + int(sizes[group]) - wanted
        if over <= wanted - taken or not chosen_groups:
            chosen_groups.append(group)
            taken += int(sizes[group])
    if len(chosen_groups) == len(sizes):
        chosen_groups.pop()
    return np.isin(numbers, chosen_groups)


def folds(
    count: int,
    labels: Labels | None,
    groups: NDArray[np.object_] | None,
    number: int,
    seed: int,
) -> Labels:
    """int64 [N]: the fold of each sample, 0 to `number` - 1; sizes differ as little as may be.

    With labels every class is dealt out by itself; with groups whole groups are dealt, the largest
    first, each to the fold that holds the fewest samples.
    """
    if groups is not None:
        return _group_folds(groups, number, seed)
    order = _order(count, seed)
    if labels is not None:
        order = order[np.argsort(labels[order], kind="stable")]
    found = np.empty(count, np.int64)
    found[order] = np.arange(count) % number
    return found


def _group_folds(groups: NDArray[np.object_], number: int, seed: int) -> Labels:
    numbers, sizes = _numbered(groups)
    order = _order(len(sizes), seed)
    held = np.zeros(number, np.int64)
    fold_of = np.empty(len(sizes), np.int64)
    for group in order[np.argsort(-sizes[order], kind="stable")]:
        fold_of[group] = held.argmin()
        held[fold_of[group]] += sizes[group]
    return np.asarray(fold_of[numbers])


def _numbered(groups: NDArray[np.object_]) -> tuple[Labels, Labels]:
    """The number of each sample's group, in the groups' alphabetical order, and their sizes."""
    names, numbers = np.unique(groups.astype(str), return_inverse=True)
    return numbers.astype(np.int64), np.bincount(numbers, minlength=len(names))


def _share(count: int, val_fraction: float) -> int:
    return min(max(int(count * val_fraction + 0.5), 1), count - 1)


def _order(count: int, seed: int) -> Labels:
    return np.argsort(_draws(count, seed), kind="stable")


def _draws(count: int, seed: int) -> NDArray[np.float64]:
    return np.random.Generator(np.random.PCG64(seed)).random(count)
