"""Tar files whose samples were counted, so that any stretch of them can be read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from netwright.data.samples import Side
from netwright.data.shards.files import ShardSample, read_samples, shard_files
from netwright.data.shards.preparation import decoded, fingerprint_of
from netwright.interfaces.documents.dataset import Dataset
from netwright.interfaces.documents.preprocessing import ImagePreprocessing
from netwright.interfaces.documents.source import Shards
from netwright.interfaces.errors import DataError, UsageError


@dataclass(frozen=True)
class CountedShards:
    """The tar files of one side of a data set.

    Attributes:
        paths: The tar files.
        counts: Samples in each.
        label: The key of the class in a sample's ``.json``.
        reading: How images are decoded.
        classes: The index of each class.
    """

    paths: tuple[Path, ...]
    counts: tuple[int, ...]
    label: str
    reading: ImagePreprocessing
    classes: dict[str, int]

    def read(self, number: int, first: int, last: int) -> Iterator[ShardSample]:
        """The samples of one tar file from one place on to another, not decoded.

        Raises:
            DataError: The file has fewer of them than were counted.
        """
        path, found = self.paths[number], first
        for sample in islice(read_samples(path, self.label), first, last):
            found += 1
            yield sample
        if found < last:
            raise DataError(
                f"the tar file has fewer samples than the {self.counts[number]} that the dataset "
                "document says.",
                file=path,
                fix="put it back as it was, or prepare the tar files anew for a new document.",
            )

    def decoded(self, path: Path, sample: ShardSample) -> tuple[NDArray[np.uint8], int]:
        """A sample's image, uint8 [H,W,C], and the index of its class."""
        image = decoded(path, sample, self.reading)
        if sample.label not in self.classes:
            raise DataError(
                f"the class {sample.label!r} is not in the dataset document.",
                file=path,
                sample=sample.name,
                fix="prepare the tar files anew for a new document.",
            )
        return image, self.classes[sample.label]


def counted_shards(document: Dataset, side: Side) -> CountedShards:
    """The tar files of a side of a document.

    Raises:
        DataError: They are gone, or have changed since the document was written.
        UsageError: The document is of other data, or nothing was counted.
    """
    source, reading = _of_shards(document)
    train, val = shard_files(source.path), shard_files(source.val)
    _check_unchanged(document, source, [*train, *val])
    paths, counts = (train, source.train_counts) if side == "train" else (val, source.val_counts)
    if len(counts.files) != len(paths):
        raise UsageError(
            f"the dataset document counts samples in {len(counts.files)} tar files, but there are "
            f"{len(paths)}.",
            path=source.path,
            fix="let prepare_shards write the document, which counts them.",
        )
    classes = {name: index for index, name in enumerate(document.classes)}
    return CountedShards(tuple(paths), counts.files, source.label, reading, classes)


def _of_shards(document: Dataset) -> tuple[Shards, ImagePreprocessing]:
    source, reading = document.source, document.preprocessing
    if isinstance(source, Shards) and isinstance(reading, ImagePreprocessing):
        return source, reading
    raise UsageError(
        f"expected a dataset of shards, but one of {source.kind} came.",
        fix="use netwright.data.prepare and DeviceBatches for it.",
    )


def _check_unchanged(document: Dataset, source: Shards, paths: list[Path]) -> None:
    count = source.train_counts.total + source.val_counts.total
    if document.fingerprint and document.fingerprint != fingerprint_of(paths, count):
        raise DataError(
            "the tar files are not those that the dataset document was made from: names or sizes "
            "differ.",
            path=source.path,
            fix="put them back as they were, or prepare them anew for a new document.",
        )
