"""How well scores put the positive samples before the others, whatever the threshold."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray


def roc_auc(true: NDArray[np.bool_], scores: NDArray[np.floating]) -> float:
    """The chance that a positive sample has a higher score than a negative; ties count half.

    Args:
        true: [N], which samples are positive.
        scores: [N].

    Returns:
        0 to 1; NaN without a positive or without a negative sample (Hanley and McNeil, 1982).
    """
    positives, negatives = int(true.sum()), int((~true).sum())
    if not positives or not negatives:
        return float("nan")
    _, place, often = np.unique(scores, return_inverse=True, return_counts=True)
    rank = np.cumsum(often) - (often - 1) / 2  # Equal scores share the middle of their ranks.
    above = rank[place][true].sum() - positives * (positives + 1) / 2
    return float(above / (positives * negatives))


def average_precision(true: NDArray[np.bool_], scores: NDArray[np.floating]) -> float:
    """The precision at each score, weighted by the recall that it adds.

    Args:
        true: [N], which samples are positive.
        scores: [N].

    Returns:
        0 to 1; NaN without a positive sample.
    """
    if not true.any():
        return float("nan")
    _, place = np.unique(-scores, return_inverse=True)
    said = np.cumsum(np.bincount(place))
    hits = np.cumsum(np.bincount(place, weights=true))
    steps = np.diff(hits, prepend=0.0) / hits[-1]
    return float((steps * hits / said).sum())
