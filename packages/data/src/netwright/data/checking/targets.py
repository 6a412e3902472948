"""Targets that are constant, far off, or too few to tell anything."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from netwright.data.checking.finding import Finding
from netwright.data.checking.whole_set import WholeSet
from netwright.interfaces.documents.target import MultiLabel, Regression

_FAR = 10.0  # interquartile ranges
_FEW_IN_VAL = 30
_SHOWN = 12


def numbers(data: WholeSet) -> Iterator[Finding]:
    """Regressed numbers that are all the same, or far from all others."""
    target = data.document.target
    if not isinstance(target, Regression):
        return
    for name, values in zip(target.columns, data.target_values().T, strict=True):
        if not np.ptp(values):
            yield Finding(
                "targets",
                "misleading",
                f"the target {name!r} is {values[0]:g} in every sample: there is nothing to learn.",
                "predict another column.",
            )
            continue
        low, middle, high = np.percentile(values, [25, 50, 75])
        spread = high - low
        far = np.flatnonzero(np.abs(values - middle) > _FAR * spread)
        if spread and len(far):
            worst = sorted(far.tolist(), key=lambda n: -abs(values[n] - middle))[:_SHOWN]
            yield Finding(
                "targets",
                "warning",
                f"{len(far)} values of {name!r} lie more than {_FAR:g} times the middle half's "
                f"range from the median {middle:g}.",
                "correct them if they are wrong: a squared error is ruled by them.",
                tuple(f"{data.where(n)}: {values[n]:g}" for n in worst),
            )


def label_sets(data: WholeSet) -> Iterator[Finding]:
    """Labels that no sample has, or that every sample has."""
    target = data.document.target
    if not isinstance(target, MultiLabel):
        return
    share = data.target_values().mean(0)
    for name, part in zip(target.classes, share.tolist(), strict=True):
        if part in (0, 1):
            yield Finding(
                "targets",
                "misleading",
                f"the label {name!r} is on {'every' if part else 'no'} sample: there is nothing to "
                "learn of it.",
                "leave it out, or add samples of the other kind.",
            )


def few_to_validate(data: WholeSet) -> Iterator[Finding]:
    """A validation set on which one sample more or less changes the figures much."""
    _, count = data.counts
    if count < _FEW_IN_VAL:
        yield Finding(
            "validation",
            "note",
            f"there are only {count} samples to validate on: one of them is {1 / count:.1%}.",
            "take the figures with care, give validation a larger share, or use k folds.",
        )
