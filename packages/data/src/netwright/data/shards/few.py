"""A few decoded samples of tar files: what is exported with, looked at, and reported on."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from netwright.data.samples import Prepared, Samples, Side
from netwright.data.shards.counted import CountedShards, counted_shards
from netwright.interfaces.documents.dataset import Dataset

_MOST = 256
_MOST_FILES = 8
"""From so many tar files, evenly among all, samples are taken; to read all would take an epoch."""


def with_few_samples(document: Dataset) -> Prepared:
    """The data set with up to 256 samples of each side at hand, from up to 8 tar files.

    Raises:
        DataError, UsageError: As `counted_shards`; or one of the samples cannot be decoded.
    """
    train, val = _few(document, "train"), _few(document, "val")
    prepared = Prepared(document, train, val)
    note = (
        "tar files are read as they come; at hand for checks, export and report are "
        f"{len(train):,} of {prepared.count('train'):,} samples to train on and "
        f"{len(val):,} of {prepared.count('val'):,} to validate on."
    )
    return Prepared(document, train, val, (note,))


def _few(document: Dataset, side: Side) -> Samples:
    shards = counted_shards(document, side)
    filled = np.flatnonzero(shards.counts)
    numbers = filled[_evenly(len(filled), _MOST_FILES)].tolist()
    found: list[tuple[NDArray[np.uint8], int, str]] = []
    for left, number in zip(range(len(numbers), 0, -1), numbers, strict=True):
        found += _some(shards, number, (_MOST - len(found)) // left)
    images, labels, names = zip(*found, strict=True)
    return Samples(np.stack(images), np.array(labels, np.int64), names)


def _some(
    shards: CountedShards, number: int, most: int
) -> Iterator[tuple[NDArray[np.uint8], int, str]]:
    """Up to so many samples from all over a tar file: image, class and name."""
    path, count = shards.paths[number], shards.counts[number]
    wanted = set(_evenly(count, most).tolist())
    for sample in shards.read(number, 0, count):
        if sample.place in wanted:
            yield *shards.decoded(path, sample), f"{path.name}/{sample.name}"


def _evenly(count: int, most: int) -> NDArray[np.int64]:
    """int64, at most so many of the numbers below `count`, from all over."""
    return np.unique(np.linspace(0, count - 1, min(most, count)).astype(np.int64))
