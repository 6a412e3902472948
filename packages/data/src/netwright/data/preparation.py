"""From a path to samples that are checked, split, read and measured; and the same again."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from netwright.data.asked import Asked, Fit, Mode, Unit, as_asked, named
from netwright.data.reading import ReadListing, all_but, cannot_be_read, place_of, read_listing
from netwright.data.samples import Prepared
from netwright.data.sources import Listing, list_samples, source_at
from netwright.data.sources.listing import ReadInputs, ReadTargets
from netwright.data.split import chosen_split, in_val
from netwright.data.survey import OnProgress
from netwright.interfaces.documents.base import Part
from netwright.interfaces.documents.dataset import Dataset
from netwright.interfaces.documents.preprocessing import AnyPreprocessing, ImagePreprocessing
from netwright.interfaces.documents.source import AnySource, Shards
from netwright.interfaces.documents.split import AnySplit
from netwright.interfaces.documents.target import AnyTarget, Autoencoding, ImageToImage, Task
from netwright.interfaces.errors import DataError


def prepare(
    path: str | Path | AnySource,
    *,
    task: Task | None = None,
    target: str | Sequence[str] | None = None,
    ignore: Sequence[str] = (),
    size: tuple[int, int] | None = None,
    mode: Mode | None = None,
    fit: Fit = "stretch",
    length: int | None = None,
    unit: Unit = "character",
    split: AnySplit | None = None,
    val_fraction: float = 0.2,
    seed: int = 0,
    skip_bad: bool = False,
    cache: str | Path | None = None,
    on_progress: OnProgress | None = None,
) -> Prepared:
    """Check a data set, split it, and read every sample once.

    What lies at the path tells what kind of data it is; `netwright.data.sources` has a file for
    each kind, which says what it looks like on the disk.

    Tar files are counted, and only a few of their samples are at hand afterwards.

    Args:
        path: A folder or a file; or a source of a dataset document, where a path is not enough.
        task: What is to be learnt, where the data allows several tasks.
        target: The column or columns to be predicted, of a table or of labels.
        ignore: Columns of a table that are not looked at.
        size: (height, width) in pixels; by default the images' own size when all share one of at
            most 128, else 128 by 128.
        mode: L for one grey channel, RGB for three; by default L when all images are grey.
        fit: How another aspect ratio is fitted: see `ImagePreprocessing`.
        length: Tokens in one sample of text; by default 64 of a text to go on with, and of texts
            with a class the longest one's, up to 256.
        unit: What one of them is: a character, or a byte of UTF-8, which needs no vocabulary.
        split: Which samples are for validation; by default as the source gives it, else drawn at
            random, with the same share of every class where there are classes.
        val_fraction: The share to validate on, between 0 and 1, where a split is drawn.
        seed: For that split; the same seed and files give the same split on every machine.
        skip_bad: Leave out samples that cannot be read, rather than refuse the data set.
        cache: Where decoded images are kept; by default ``$NETWRIGHT_CACHE`` or the user's cache
            folder.
        on_progress: Told how far the checking and the reading are.

    Raises:
        DataError: The samples cannot be trained on; nothing is left half written.
        UsageError: An argument is out of its range, or does not go with the data.
    """
    asked = Asked(
        task=task,
        columns=named(target),
        ignored=tuple(ignore),
        size=size,
        mode=mode,
        fit=fit,
        length=length,
        unit=unit,
        split=split,
        val_fraction=val_fraction,
        seed=seed,
        skip_bad=skip_bad,
        cache=cache,
    )
    source = path if isinstance(path, Part) else source_at(path, asked)
    if isinstance(source, Shards):
        from netwright.data.shards.asking import prepared_shards

        return prepared_shards(source, asked, on_progress)
    listing = list_samples(source, asked)
    split = chosen_split(listing, asked)
    in_val(listing, split, np.arange(len(listing)))  # Wrong ones are refused before any work.
    read = read_listing(listing, asked, on_progress)
    inputs, targets, kept = read.inputs, read.targets, read.kept
    val = in_val(listing, split, kept)
    measured = targets.target(kept[~val])
    document = Dataset(
        name=Path(listing.source.path).stem if listing.root.is_file() else listing.root.name,
        source=listing.source,
        target=measured,
        split=split,
        preprocessing=_unscaled(inputs.preprocessing(kept[~val]), measured),
        skipped=tuple(sorted(listing.names[number] for number in read.unreadable)),
        fingerprint=_fingerprint(inputs, targets),
    )
    return _prepared(document, read, val)


def load(
    document: Dataset,
    *,
    cache: str | Path | None = None,
    on_progress: OnProgress | None = None,
) -> Prepared:
    """The same samples in the same split as when `document` was written.

    Args:
        document: What `prepare` gave. What it measured is kept, not measured again; without a
            fingerprint, as when it is written by hand, the data are taken as they are.
        cache: As for `prepare`.
        on_progress: As for `prepare`.

    Raises:
        DataError: The data are gone, cannot be read, or have changed since; the error says how.
    """
    if isinstance(document.source, Shards):
        from netwright.data.shards.few import with_few_samples

        return with_few_samples(document)
    asked = as_asked(document, cache)
    path = os.path.abspath(document.source.path)
    listing = list_samples(document.source.model_copy(update={"path": path}), asked)
    read = read_listing(listing, asked, on_progress)
    _check_unchanged(document, listing, read.inputs, read.targets)
    left_out = frozenset(document.skipped)
    skipped = {n for n, name in enumerate(listing.names) if name in left_out}
    if unexpected := {n: why for n, why in read.unreadable.items() if n not in skipped}:
        raise cannot_be_read(listing, unexpected)
    read = replace(read, kept=all_but(len(listing), skipped))
    val = in_val(listing, document.split, read.kept)
    return _prepared(document, read, val)


def _unscaled(preprocessing: AnyPreprocessing, target: AnyTarget) -> AnyPreprocessing:
    """Images as they are where pictures are to be made of them: both go from 0 to 1 then.

    A filter may so start near to leaving a picture alone.
    """
    if not isinstance(preprocessing, ImagePreprocessing):
        return preprocessing
    if not isinstance(target, (Autoencoding, ImageToImage)):
        return preprocessing
    none, one = (0.0,) * preprocessing.channels, (1.0,) * preprocessing.channels
    return preprocessing.model_copy(update={"mean": none, "std": one})


def _fingerprint(inputs: ReadInputs, targets: ReadTargets) -> str:
    return "+".join(filter(None, (inputs.fingerprint, targets.fingerprint)))


def _check_unchanged(
    document: Dataset, listing: Listing, inputs: ReadInputs, targets: ReadTargets
) -> None:
    if document.fingerprint in ("", _fingerprint(inputs, targets)):
        return
    of_inputs = document.fingerprint.partition("+")[0]
    if of_inputs != inputs.fingerprint:
        raise inputs.changed(of_inputs)
    raise DataError(
        f"the {listing.what} are those that the dataset document was made from, but their targets "
        "(labels, masks or pictures) are not.",
        **place_of(listing),
        fix="put the targets back as they were, or prepare the data anew for a new document.",
    )


def _prepared(document: Dataset, read: ReadListing, val: NDArray[np.bool_]) -> Prepared:
    train, val_samples = (
        read.samples(part, document.preprocessing) for part in (read.kept[~val], read.kept[val])
    )
    return Prepared(document, train, val_samples, read.listing.notes)
