"""Folders of images with a folder for each class, and how their pictures are read."""

from __future__ import annotations

import os
from dataclasses import dataclass, replace
from pathlib import Path

from netwright.data import Prepared, prepare
from netwright.data.survey import OnProgress
from netwright.interfaces.documents import Dataset, GivenSplit, ImageFolder, ImagePreprocessing
from netwright.interfaces.errors import DataError, UsageError


@dataclass(frozen=True)
class Reading:
    """How pictures are read.

    Attributes:
        size: (height, width) in pixels; None for the pictures' own.
        mean: Of red, green, blue, in units of 0 to 1; None leaves pictures from 0 to 1.
        std: Likewise.
    """

    size: tuple[int, int] | None
    mean: tuple[float, ...] | None
    std: tuple[float, ...] | None


@dataclass(frozen=True)
class Side:
    """What DATESET carries.

    Attributes:
        folder: A folder with a folder of images for each class.
        reading: How its pictures are read.
    """

    folder: Path
    reading: Reading


def prepared(train: Side, val: Side | None, on_progress: OnProgress | None = None) -> Prepared:
    """The samples of both sides; without `val`, a fifth of `train` is for validation.

    Raises:
        DataError: A folder is not there, or `val` has a class that `train` has not.
    """
    reading = train.reading
    if val is None or val.folder == train.folder:
        found = prepare(train.folder, size=reading.size, mode="RGB", on_progress=on_progress)
    else:
        root = _above(train.folder, val.folder)
        names = [side.folder.relative_to(root).as_posix() for side in (train, val)]
        found = prepare(
            ImageFolder(path=root.as_posix()),
            size=reading.size,
            mode="RGB",
            split=GivenSplit(train=names[0], val=names[1]),
            on_progress=on_progress,
        )
    return replace(found, document=_normalized(found, reading, train.folder.name))


def _normalized(found: Prepared, reading: Reading, name: str) -> Dataset:
    """The document, its pictures normalised by what was typed, not by what was measured."""
    preprocessing = found.document.preprocessing
    if not isinstance(preprocessing, ImagePreprocessing):
        raise UsageError(
            f"these are {preprocessing.kind} data, and the original nodes take images.",
            fix="use the nodes Dataset and Train.",
        )
    mean, std = reading.mean or (0.0, 0.0, 0.0), reading.std or (1.0, 1.0, 1.0)
    normalised = preprocessing.model_copy(update={"mean": mean, "std": std})
    return found.document.model_copy(update={"preprocessing": normalised, "name": name})


def _above(train: Path, val: Path) -> Path:
    try:
        return Path(os.path.commonpath([train, val]))
    except ValueError:
        raise DataError(
            "the two folders are on different drives.",
            folders=f"{train} and {val}",
            fix="put them onto one drive.",
        ) from None
