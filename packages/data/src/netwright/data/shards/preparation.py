"""One pass over tar files: how many samples of which classes there are, and how they look."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from netwright.data.asked import Asked, Fit, Mode
from netwright.data.shards.files import ShardSample, read_samples, shard_files
from netwright.data.statistics import mean_and_std, pixel_sums
from netwright.data.survey import OnProgress, common_mode, common_size, header_of
from netwright.interfaces.documents.dataset import Dataset
from netwright.interfaces.documents.preprocessing import ImagePreprocessing
from netwright.interfaces.documents.source import ShardCounts, Shards
from netwright.interfaces.documents.split import GivenSplit
from netwright.interfaces.documents.target import Classification
from netwright.interfaces.errors import DataError
from netwright.interfaces.imaging import read_image

_SAMPLED = 2_000
"""So many images, evenly from all tar files to train on, are decoded for mean and deviation."""


def prepare_shards(
    source: Shards,
    *,
    name: str = "shards",
    size: tuple[int, int] | None = None,
    mode: Mode | None = None,
    fit: Fit = "stretch",
    on_progress: OnProgress | None = None,
) -> Dataset:
    """The dataset document of tar files, for `ShardBatches`, after two or three passes over them.

    All samples are counted and all classes listed; mean and deviation are those of up to 2,000
    images that lie evenly among those to train on.

    Args:
        source: Where the tar files are.
        name: What to call the data.
        size: As for `netwright.data.prepare`; the images' own where the sampled ones share one.
        mode: As for `netwright.data.prepare`, by the sampled images.
        fit: As for `netwright.data.prepare`.
        on_progress: Told of every tar file that is read.

    Raises:
        DataError: A tar file or a sample in it cannot be used, a sampled image cannot be decoded,
            there are fewer than two classes, or validation has a class that training lacks.
        UsageError: An argument is out of its range, or webdataset is not installed.
    """
    asked = Asked(size=size, mode=mode, fit=fit)
    train, val = shard_files(source.path), shard_files(source.val)
    files = [_counted(paths, source.label, on_progress) for paths in (train, val)]
    in_all = [sum(counters, Counter[str]()) for counters in files]
    classes = _classes(source, *in_all)
    counts = [_counts(classes, *side) for side in zip(files, in_all, strict=True)]
    return Dataset(
        name=name,
        source=source.model_copy(update={"train_counts": counts[0], "val_counts": counts[1]}),
        target=Classification(classes=classes),
        split=GivenSplit(train="train", val="val"),
        preprocessing=_measured(train, source.label, counts[0].total, asked),
        fingerprint=fingerprint_of([*train, *val], sum(side.total for side in counts)),
    )


def fingerprint_of(paths: list[Path], count: int) -> str:
    """A hash of the tar files' names and sizes: to hash all they hold would take an epoch."""
    content = "".join(f"{path.name}\0{path.stat().st_size}\n" for path in paths)
    return f"blake2b:{hashlib.blake2b(content.encode(), digest_size=16).hexdigest()}:{count}"


def _counted(paths: list[Path], label: str, on_progress: OnProgress | None) -> list[Counter[str]]:
    """How many samples of each class every tar file has."""
    found = []
    for number, path in enumerate(paths, 1):
        found.append(Counter(sample.label for sample in read_samples(path, label)))
        if on_progress:
            on_progress("reading tar files", number, len(paths))
    return found


def _counts(
    classes: tuple[str, ...], files: list[Counter[str]], in_all: Counter[str]
) -> ShardCounts:
    return ShardCounts(
        files=tuple(sum(counter.values()) for counter in files),
        classes=tuple(in_all[name] for name in classes),
    )


def _classes(source: Shards, train: Counter[str], val: Counter[str]) -> tuple[str, ...]:
    if len(train) < 2:
        raise DataError(
            f"the tar files have {len(train)} classes, but a classifier tells two or more apart.",
            path=source.path,
            fix="add samples of another class.",
        )
    if not val:
        raise DataError(
            "the tar files to validate on hold no samples.",
            path=source.val,
            fix="move some of the samples into them.",
        )
    if unknown := sorted(val.keys() - train.keys()):
        raise DataError(
            f"the class {unknown[0]!r} is in the tar files to validate on, but not in those to "
            "train on, so that no network can learn it.",
            path=source.val,
            fix="add samples of it to train on, or leave it out.",
        )
    are_numbers = all(label.isdecimal() for label in train)
    return tuple(sorted(train, key=int) if are_numbers else sorted(train))


def _measured(paths: list[Path], label: str, count: int, asked: Asked) -> ImagePreprocessing:
    step = max(1, -(-count // _SAMPLED))
    by_header = asked.size is None or asked.mode is None
    sampled = _every(paths, label, step) if by_header else ()
    headers = [header_of(sample.image) for _, sample in sampled]
    reading = asked.reading(common_size(headers), common_mode(headers))
    sums = [_sums(path, sample, reading) for path, sample in _every(paths, label, step)]
    mean, std = mean_and_std(np.stack(sums), reading.height * reading.width)
    return reading.model_copy(update={"mean": mean, "std": std})


def _every(paths: list[Path], label: str, step: int) -> Iterator[tuple[Path, ShardSample]]:
    """Each `step`-th sample of all tar files."""
    number = 0
    for path in paths:
        for sample in read_samples(path, label):
            if number % step == 0:
                yield path, sample
            number += 1


def _sums(path: Path, sample: ShardSample, reading: ImagePreprocessing) -> NDArray[np.uint64]:
    return pixel_sums(decoded(path, sample, reading))


def decoded(path: Path, sample: ShardSample, reading: ImagePreprocessing) -> NDArray[np.uint8]:
    """The sample's image as uint8 [H,W,C]. Raises DataError that names tar file and sample."""
    try:
        return read_image(sample.image, reading)
    except DataError as error:
        raise DataError(
            error.message, file=path, sample=sample.name, fix="make the tar file anew without it."
        ) from None
