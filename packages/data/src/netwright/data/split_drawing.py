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
    chosen[drawn_order(count, seed)[: _share(count, val_fraction)]] = True
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
    order = np.lexsort((_draws(len(labels), seed), labels))
    sizes = np.bincount(labels)
    # The place of each sample among those of its class, and how many of them are chosen.
    place = np.arange(len(labels)) - np.repeat(np.cumsum(sizes) - sizes, sizes)
    wanted = np.array([_share(size, val_fraction) for size in sizes.tolist()], np.int64)
    chosen = np.zeros(len(labels), bool)
    chosen[order] = place < np.repeat(wanted, sizes)
    return chosen


def folds(count: int, labels: Labels | None, number: int, seed: int) -> Labels:
    """int64 [N]: the fold of each sample, 0 to `number` - 1.

    Sizes of folds differ by one at most; with labels, so do those of every class in them.
    """
    order = drawn_order(count, seed)
    if labels is not None:
        order = order[np.argsort(labels[order], kind="stable")]
    found = np.empty(count, np.int64)
    found[order] = np.arange(count) % number
    return found


def drawn_order(count: int, seed: int) -> Labels:
    """int64 [N], a random order; the same for good."""
    return np.argsort(_draws(count, seed), kind="stable")


def _share(count: int, val_fraction: float) -> int:
    return min(max(int(count * val_fraction + 0.5), 1), count - 1)


def _draws(count: int, seed: int) -> NDArray[np.float64]:
    return np.random.Generator(np.random.PCG64(seed)).random(count)
