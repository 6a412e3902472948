"""From a path to the source that it stands for."""

from __future__ import annotations

import os
from pathlib import Path

from netwright.data.asked import Asked
from netwright.data.image_files import folders_in, images_below
from netwright.data.sources import labelled_images, torchvision_dataset
from netwright.data.sources.image_masks import IMAGE_NAMES, MASK_NAMES
from netwright.data.sources.image_pairs import PAIR_NAMES
from netwright.data.sources.label_table import TABLE_SUFFIXES
from netwright.interfaces.documents.source import (
    AnySource,
    ImageFolder,
    ImageMasks,
    ImagePairs,
    UnlabelledImages,
)
from netwright.interfaces.documents.target import Task

_MASK_PAIRS = tuple((images, masks) for images in IMAGE_NAMES for masks in MASK_NAMES)
_NEVER_CLASSES = PAIR_NAMES[:2]


def source_at(path: str | Path, asked: Asked) -> AnySource:
    """The source at a path, told by what is there and by the task that is asked for.

    ``torchvision:NAME@FOLDER`` is a data set of torchvision on the disk.

    Raises:
        DataError: A table of labels is there that cannot be used.
        UsageError: What is there is a data set of torchvision that cannot be read.
    """
    if named := torchvision_dataset.source_named(str(path)):
        return named
    root = Path(os.path.abspath(path))
    if root.is_file():
        return _at_file(root, asked)
    if asked.task == "autoencoding":
        return UnlabelledImages(path=root.as_posix())
    return _at_folder(root, asked) or ImageFolder(path=root.as_posix())


def _at_file(path: Path, asked: Asked) -> AnySource:
    if path.suffix.lower() in TABLE_SUFFIXES:
        labelled = labelled_images.source_of(path.parent, path, asked)
        if labelled is not None:
            return labelled
    return ImageFolder(path=path.as_posix())


def _at_folder(root: Path, asked: Asked) -> AnySource | None:
    if not root.is_dir():
        return None
    if found := torchvision_dataset.source_in(root):
        return found
    if (masks := _two_folders(root, _MASK_PAIRS)) and asked.task in (None, "segmentation"):
        return ImageMasks(path=root.as_posix(), images=masks[0], masks=masks[1])
    pair = _two_folders(root, PAIR_NAMES)
    if pair and _are_pairs(root, *pair, asked.task):
        return ImagePairs(path=root.as_posix(), inputs=pair[0], targets=pair[1])
    if (table := labelled_images.table_in(root)) is not None:
        return labelled_images.source_of(root, table, asked)
    return None


def _are_pairs(root: Path, first: str, second: str, task: Task | None) -> bool:
    """Whether the two are no classes: ``inputs`` never is one, but ``low`` and ``high`` may be.

    They are taken for pairs where no other folder lies beside them and every file has a partner.
    """
    if task is not None:
        return task == "image_to_image"
    if (first.lower(), second.lower()) in _NEVER_CLASSES:
        return True
    here = root if (root / first).is_dir() else _train(root)[0]
    if {*folders_in(here)} != {first, second}:
        return False
    ours, theirs = (
        {file.rpartition(".")[0] for file in images_below(here / name)} for name in (first, second)
    )
    return ours == theirs


def _two_folders(root: Path, known: tuple[tuple[str, str], ...]) -> tuple[str, str] | None:
    """The first of those pairs of names that lies in the folder, or in its folder train/."""
    for folder in (root, *_train(root)):
        by_lower = {entry.name.lower(): entry.name for entry in folder.iterdir() if entry.is_dir()}
        for first, second in known:
            if first in by_lower and second in by_lower:
                return by_lower[first], by_lower[second]
    return None


def _train(root: Path) -> list[Path]:
    return [entry for entry in root.iterdir() if entry.name.lower() == "train" and entry.is_dir()]
