"""Which samples an epoch draws where classes are rare, and how much each class then weighs."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray


def balanced_weights(counts: NDArray[np.int64]) -> NDArray[np.float64]:
    """float64 [K]: N / (K * count), by which every class weighs the same in sum.

    It is scikit-learn's `compute_class_weight("balanced")`, after King and Zeng, "Logistic
    Regression in Rare Events Data", 2001.

    Args:
        counts: int64 [K], the samples of each class. One without samples weighs nothing, and is
            not counted in K.
    """
    weights = np.zeros(len(counts))
    found = counts > 0
    weights[found] = counts.sum() / (found.sum() * counts[found])
    return weights


def weighted_order(weights: NDArray[np.float64], seed: int, epoch: int) -> NDArray[np.int64]:
    """int64 [N]: N samples drawn with replacement, each with a chance as large as its weight.

    Args:
        weights: float64 [N], from 0; their sum is more than 0.
        seed: With the epoch, decides the draws, on every machine and for good.
        epoch: The epoch's number.
    """
    # PCG64's numbers are fixed for good, while numpy may change how `choice` uses them.
    draws = np.random.Generator(np.random.PCG64([seed, epoch])).random(len(weights))
    reached = np.cumsum(weights)
    return np.searchsorted(reached / reached[-1], draws, side="right")


def occurrences(order: NDArray[np.int64]) -> NDArray[np.int64]:
    """int64 [N]: how often the same sample came before in the order, 0 for its first time."""
    by_sample = np.argsort(order, kind="stable")
    runs = order[by_sample]
    first = np.searchsorted(runs, runs, side="left")
    counted = np.empty(len(order), np.int64)
    counted[by_sample] = np.arange(len(order)) - first
    return counted
