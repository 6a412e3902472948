"""Which samples are for validation, the same on every machine."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from netwright.data.asked import Asked
from netwright.data.sources.listing import Listing
from netwright.data.split_drawing import folds, random, stratified
from netwright.data.split_groups import group_folds, grouped
from netwright.data.split_problems import check_classes, check_given, check_sides
from netwright.data.split_times import latest
from netwright.interfaces.documents.split import (
    AnySplit,
    FoldSplit,
    GivenSplit,
    GroupedSplit,
    StratifiedSplit,
    TimeSplit,
)
from netwright.interfaces.errors import UsageError, did_you_mean
from netwright.interfaces.tabular import read_words

Chosen = NDArray[np.bool_]


def chosen_split(listing: Listing, asked: Asked) -> AnySplit:
    """What the caller asks for; else what the source gives; else one that is drawn.

    Drawn with the same share of every class where every sample has a class.
    """
    fallback = asked.drawn(stratified=listing.targets.labels is not None)
    return asked.split or listing.given or fallback


def in_val(listing: Listing, split: AnySplit, samples: NDArray[np.int64]) -> Chosen:
    """bool [N]: which of those samples of the listing are for validation.

    Raises:
        DataError: A class, or one of the two sides, would be left without a sample.
        UsageError: The split goes by something that the source does not have.
    """
    val = held_out(listing, split, samples)
    check_sides(listing, split, samples, val)
    return val


def held_out(listing: Listing, split: AnySplit, samples: NDArray[np.int64]) -> Chosen:
    """As `in_val`, but either side may be empty, or lack a class."""
    if isinstance(split, GivenSplit):
        return _given(listing, split, samples)
    if isinstance(split, TimeSplit):
        return latest(column(listing, split.by)[samples], split.val_fraction, split.by, samples)
    labels = listing.targets.labels
    of_samples = None if labels is None else labels[samples]
    if isinstance(split, GroupedSplit):
        groups = column(listing, split.by)[samples]
        return grouped(groups, of_samples, split.val_fraction, split.seed)
    if isinstance(split, FoldSplit):
        return _folds(listing, split, samples, of_samples) == split.fold
    if not isinstance(split, StratifiedSplit):
        return random(len(samples), split.val_fraction, split.seed)
    if of_samples is None:
        raise UsageError(
            "a stratified split goes by each sample's class, and these samples have none.",
            fix='use the split "random".',
        )
    check_classes(listing, of_samples)
    return stratified(of_samples, split.val_fraction, split.seed)


def column(listing: Listing, name: str) -> NDArray[Any]:
    """[N], the column of a listing that a split goes by. Raises UsageError where it is missing."""
    if name not in listing.columns:
        known = [*listing.columns]
        raise UsageError(
            f"the split goes by {name!r}, which these samples do not have.",
            source=listing.root,
            fix=did_you_mean(name, known) if known else 'use the split "random".',
        )
    return np.asarray(listing.columns[name])


def _folds(
    listing: Listing,
    split: FoldSplit,
    samples: NDArray[np.int64],
    labels: NDArray[np.int64] | None,
) -> NDArray[np.int64]:
    if not split.by:
        return folds(len(samples), labels, split.folds, split.seed)
    return group_folds(column(listing, split.by)[samples], labels, split.folds, split.seed)


def _given(listing: Listing, split: GivenSplit, samples: NDArray[np.int64]) -> Chosen:
    if not split.column:
        inside = f"{split.val}/"
        return np.array([listing.names[n].startswith(inside) for n in samples.tolist()], bool)
    words = np.array(read_words(column(listing, split.column)[samples]), object)
    check_given(listing, split, samples, words)
    return np.asarray(words == split.val)
