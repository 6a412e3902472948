"""How many samples each class has, on both sides."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from netwright.data.checking.finding import Finding
from netwright.data.checking.whole_set import WholeSet
from netwright.data.sampling import balanced_weights

_UNEQUAL = 3.0
_VERY_UNEQUAL = 10.0
_FEW = 5
_SHOWN = 10


def class_balance(data: WholeSet) -> Iterator[Finding]:
    """Classes that are much rarer than others, with the weights that make up for it."""
    if data.class_counts is None:
        return
    classes = data.document.classes
    counts, in_val = data.class_counts
    ratio = counts.max() / max(1, counts.min())
    if ratio > _UNEQUAL:
        weights = balanced_weights(counts)
        rare = np.argsort(counts, kind="stable")[:_SHOWN]
        words = ", ".join(f"{classes[n]} {counts[n]} (weight {weights[n]:.3g})" for n in rare)
        yield Finding(
            "class balance",
            "warning" if ratio > _VERY_UNEQUAL else "note",
            f"the most frequent class has {ratio:.3g} times as many samples to train on as the "
            f"rarest. The rarest: {words}.",
            'add samples of rare classes, or train with --set loss.class_weights="balanced" or '
            '--set sampling="balanced"; judge by the figures of each class.',
        )
    few = np.flatnonzero(in_val < _FEW)
    if len(few):
        words = ", ".join(f"{classes[n]} {in_val[n]}" for n in few[:_SHOWN])
        yield Finding(
            "class balance",
            "note",
            f"{len(few)} of {len(classes)} classes have fewer than {_FEW} samples to validate on, "
            f"so that their figures say little: {words}.",
            "add samples of them, or give validation a larger share.",
        )


def class_names(data: WholeSet) -> Iterator[Finding]:
    """Names that differ only in case, spaces or signs, such as cat and Cat."""
    by_letters: dict[str, list[str]] = {}
    for name in data.document.classes:
        letters = "".join(c for c in name.casefold() if c.isalnum()) or name
        by_letters.setdefault(letters, []).append(name)
    for names in by_letters.values():
        if len(names) > 1:
            yield Finding(
                "class names",
                "warning",
                f"these classes have almost the same name: {', '.join(map(repr, names))}.",
                "give them one name if they mean the same.",
            )
