"""From a folder to samples that are checked, split, decoded and measured; and the same again."""

from __future__ import annotations

import os
from collections.abc import Collection, Mapping
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from netwright.data.arguments import Fit, Mode, reading_as_asked, stratified_split
from netwright.data.cache import Entry, cache_folder, cached, find_entry
from netwright.data.changes import changed, listed
from netwright.data.image_folder import ImageListing, list_classes, list_given, list_images
from netwright.data.samples import Prepared, Samples
from netwright.data.split import in_val
from netwright.data.statistics import mean_and_std
from netwright.data.survey import OnProgress, common_mode, common_size, survey
from netwright.interfaces.documents.dataset import (
    Dataset,
    GivenSplit,
    ImageFolder,
    ImagePreprocessing,
)
from netwright.interfaces.errors import DataError


def prepare(
    path: str | Path,
    *,
    size: tuple[int, int] | None = None,
    mode: Mode | None = None,
    fit: Fit = "stretch",
    val_fraction: float = 0.2,
    seed: int = 0,
    skip_bad: bool = False,
    cache: str | Path | None = None,
    on_progress: OnProgress | None = None,
) -> Prepared:
    """Check a folder of images, split it, and decode every image once.

    The folder holds one sub-folder of images a class, which are then split at random with the same
    share of every class on both sides; or such folders under ``train/`` and ``val/`` (also
    ``valid/`` or ``validation/``). Folders below a class belong to it.

    Args:
        path: The folder.
        size: (height, width) in pixels; by default the images' own size when all share one of at
            most 128, else 128 by 128.
        mode: L for one grey channel, RGB for three; by default L when all images are grey.
        fit: How another aspect ratio is fitted: see `ImagePreprocessing`.
        val_fraction: The share to validate on, between 0 and 1, where the folder gives no split.
        seed: For that split; the same seed and files give the same split on every machine.
        skip_bad: Leave out images that cannot be decoded, rather than refuse the folder.
        cache: Where decoded images are kept; by default ``$NETWRIGHT_CACHE`` or the user's cache
            folder.
        on_progress: Told how far the checking and the decoding are.

    Raises:
        DataError: The folder or images in it cannot be trained on; nothing is left half written.
        UsageError: An argument is out of its range.
    """
    drawn = stratified_split(val_fraction, seed)
    reading_as_asked(size or (1, 1), mode or "L", fit)  # Wrong ones are refused before any work.
    root = Path(os.path.abspath(path))
    listing = list_images(root)
    split = listing.given or drawn
    in_val(listing, split)  # Classes too small for it, likewise.
    by_header = size is None or mode is None
    found = survey(root, listing.names, with_headers=by_header, on_progress=on_progress)
    reading = reading_as_asked(
        size or common_size(found.headers), mode or common_mode(found.headers), fit
    )
    entry = cached(cache_folder(cache), found, reading, on_progress)
    if entry.unreadable and not skip_bad:
        # The entry stays: to go on with skip_bad then takes no second decoding.
        raise _unreadable(root, entry.unreadable, len(listing.names))
    kept, rows = _without(listing, entry.unreadable)
    val = in_val(kept, split)
    document = Dataset(
        name=root.name,
        source=ImageFolder(path=root.as_posix()),
        classes=listing.classes,
        split=split,
        preprocessing=_measured(reading, entry.sums[rows[~val]]),
        skipped=tuple(sorted(entry.unreadable)),
        fingerprint=found.fingerprint,
    )
    return _prepared(document, kept, entry, rows, val)


def load(
    document: Dataset,
    *,
    cache: str | Path | None = None,
    on_progress: OnProgress | None = None,
) -> Prepared:
    """The same samples in the same split as when `document` was written.

    Args:
        document: What `prepare` gave. Its mean and std are kept, not measured again; without a
            fingerprint, as when it is written by hand, the folder is taken as it is.
        cache: As for `prepare`.
        on_progress: As for `prepare`.

    Raises:
        DataError: The folder is gone, cannot be read, or has changed since; the error says how.
    """
    root = Path(os.path.abspath(document.source.path))
    split = document.split
    listing = list_given(root, split) if isinstance(split, GivenSplit) else list_classes(root)
    found = survey(root, listing.names, with_headers=False, on_progress=on_progress)
    folder = cache_folder(cache)
    if document.fingerprint and document.fingerprint != found.fingerprint:
        then = find_entry(folder, document.fingerprint, document.preprocessing)
        raise changed(found, document.fingerprint, then)
    listing = listing.relabelled(document.classes)
    entry = cached(folder, found, document.preprocessing, on_progress)
    unexpected = {
        name: why for name, why in entry.unreadable.items() if name not in document.skipped
    }
    if unexpected:
        raise _unreadable(root, unexpected, len(listing.names))
    kept, rows = _without(listing, document.skipped)
    return _prepared(document, kept, entry, rows, in_val(kept, split))


def _measured(reading: ImagePreprocessing, sums: NDArray[np.uint64]) -> ImagePreprocessing:
    mean, std = mean_and_std(sums, reading.height * reading.width)
    return reading.model_copy(update={"mean": mean, "std": std})


def _without(
    listing: ImageListing, skipped: Collection[str]
) -> tuple[ImageListing, NDArray[np.int64]]:
    """The listing without the skipped names, and the rows of `listing` that are left."""
    left_out = frozenset(skipped)
    rows = np.array([row for row, name in enumerate(listing.names) if name not in left_out], int)
    return listing.only(rows), rows


def _prepared(
    document: Dataset,
    kept: ImageListing,
    entry: Entry,
    rows: NDArray[np.int64],
    val: NDArray[np.bool_],
) -> Prepared:
    train, val_samples = (
        Samples(
            images=entry.rows(rows[part]),
            labels=kept.labels[part],
            paths=tuple(np.array(kept.names, object)[part]),
        )
        for part in (~val, val)
    )
    return Prepared(document, train, val_samples)


def _unreadable(root: Path, problems: Mapping[str, str], total: int) -> DataError:
    return DataError(
        f"{len(problems)} of {total} images cannot be read.",
        folder=root,
        files=listed([f"{name}: {why}" for name, why in sorted(problems.items())]),
        fix="replace or remove them, or leave them out with --skip-bad (skip_bad=True in Python).",
    )
