"""Any labelled data as a trained model reads them: nothing is measured, and nothing drawn."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from netwright.data.asked import Asked, named
from netwright.data.matching import matched
from netwright.data.opening import is_document
from netwright.data.preparation import load
from netwright.data.reading import read_listing
from netwright.data.samples import Samples, joined
from netwright.data.sources import Listing, list_samples, source_at
from netwright.data.split import held_out
from netwright.data.survey import OnProgress
from netwright.interfaces.documents.dataset import Dataset
from netwright.interfaces.documents.preprocessing import AnyPreprocessing
from netwright.interfaces.documents.source import AnySource, Shards
from netwright.interfaces.documents.split import GivenSplit, RandomSplit
from netwright.interfaces.documents.target import (
    AnyTarget,
    ImageToImage,
    Segmentation,
    names_of,
)
from netwright.interfaces.errors import NetwrightError, UsageError

Part = Literal["train", "val", "all"]
"""Which samples of a split."""

_READ_AS: dict[str, tuple[str, ...]] = {
    "table": ("table",),
    "arrays": ("array", "image"),
    "text": ("text",),
}
"""The preprocessing that a source may have; all other sources are of images."""


@dataclass(frozen=True)
class Judged:
    """Samples to judge a model by.

    Attributes:
        samples: Their targets are by the model's labels.
        part: Which samples of the data's own split they are.
        notes: What was chosen for the caller, and what is missing; a sentence each.
    """

    samples: Samples
    part: Part
    notes: tuple[str, ...] = ()


def judged_by(
    path: str | Path,
    target: AnyTarget,
    preprocessing: AnyPreprocessing,
    *,
    columns: str | Sequence[str] | None = None,
    usual: Sequence[str] = (),
    part: Part | None = None,
    skip_bad: bool = False,
    cache: str | Path | None = None,
    on_progress: OnProgress | None = None,
) -> Judged:
    """The samples at a path, for a model with this target and preprocessing.

    Labels are matched by name; the data may lack some of the model's, and have them in another
    order. One class alone will do.

    Args:
        path: A folder or a file, or a dataset document (.json), whose split is kept then.
        target: What the model gives.
        preprocessing: How it reads a sample.
        columns: The columns of a table that hold what is so.
        usual: Those that do where `columns` is None and the table has them all.
        part: Which samples; by default those to validate on where the data have a split of their
            own, else all of them.
        skip_bad: Leave out samples that cannot be read.
        cache: As for `prepare`.
        on_progress: As for `prepare`.

    Raises:
        DataError: The data cannot be read, or have a label that the model does not know.
        UsageError: They are of another kind than the model reads, or have no such part.
    """
    if is_document(path):
        judged = _of_document(Path(path), target, preprocessing, part, cache, on_progress)
    else:
        asked = Asked(
            task=target.task,
            columns=named(columns),
            split=RandomSplit(),  # So that no text is cut in two.
            skip_bad=skip_bad,
            cache=cache,
            preprocessing=preprocessing,
            # What is to be decoded by it; all else is matched by name.
            target=target if isinstance(target, (Segmentation, ImageToImage)) else None,
            judged=True,
            usual=tuple(usual),
        )
        judged = _of_data(path, asked, preprocessing, part, on_progress)
    samples, found, chosen = judged
    try:
        samples, notes = matched(samples, found, target)
    except NetwrightError as error:
        raise error.within(data=path) from None
    return Judged(samples, chosen, tuple(notes))


_Found = tuple[Samples, tuple[str, ...], Part]
"""Samples, the labels or columns that their targets are by, and which part they are."""


def _of_data(
    path: str | Path,
    asked: Asked,
    preprocessing: AnyPreprocessing,
    part: Part | None,
    on_progress: OnProgress | None,
) -> _Found:
    source = source_at(path, asked)
    _check_kind(source, preprocessing)
    listing = list_samples(source, asked)
    chosen = part or ("val" if isinstance(listing.given, GivenSplit) else "all")
    read = read_listing(listing, asked, on_progress)
    kept = read.kept
    if chosen != "all":
        val = held_out(listing, _given(listing, chosen), kept)
        kept = kept[val] if chosen == "val" else kept[~val]
    # The class alone of many samples is no `Classification`, which has two or more.
    names = listing.targets.classes or names_of(read.targets.target(kept))
    return read.samples(kept, preprocessing), names, chosen


def _given(listing: Listing, part: Part) -> GivenSplit:
    if isinstance(listing.given, GivenSplit):
        return listing.given
    raise UsageError(
        f"these data have no split of their own, so that it is open which {listing.what} are "
        f"{part!r}.",
        source=listing.root,
        fix="leave --split out to take all, or name the dataset.json of the run.",
    )


def _of_document(
    path: Path,
    target: AnyTarget,
    preprocessing: AnyPreprocessing,
    part: Part | None,
    cache: str | Path | None,
    on_progress: OnProgress | None,
) -> _Found:
    document = Dataset.read(path)
    _check_kind(document.source, preprocessing)
    if document.task != target.task:
        raise UsageError(
            f"the model does {target.task}, but the data are for {document.task}.",
            file=path,
            fix="give data of the model's task.",
        )
    as_read: dict[str, object] = {"preprocessing": preprocessing}
    if isinstance(target, ImageToImage):
        as_read["target"] = target
    document = document.model_copy(update=as_read)
    prepared = load(document, cache=cache, on_progress=on_progress)
    part = part or "val"
    if part == "all":
        return joined(prepared.train, prepared.val), names_of(document.target), part
    samples = prepared.val if part == "val" else prepared.train
    return samples, names_of(document.target), part


def _check_kind(source: AnySource, preprocessing: AnyPreprocessing) -> None:
    if isinstance(source, Shards):
        raise UsageError(
            "tar files are read with webdataset, which needs PyTorch; a model is judged without.",
            path=source.path,
            fix="unpack some of them into a folder with one sub-folder a class, and name that.",
        )
    kinds = _READ_AS.get(source.kind, ("image",))
    if preprocessing.kind not in kinds:
        raise UsageError(
            f"the model reads {_noun(preprocessing.kind)}, but these data are "
            f"{' or '.join(map(_noun, kinds))}.",
            path=source.path,
            fix="give data like those that the model was trained on.",
        )


def _noun(kind: str) -> str:
    return {"image": "images", "table": "a table", "array": "arrays", "text": "texts"}[kind]
