"""Images with a class each, in two layouts: one sub-folder a class, or such in train/ and val/."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from netwright.data.asked import Asked
from netwright.data.image_files import folders_in, images_below, images_in
from netwright.data.sources.class_indices import ClassIndices, in_document_order
from netwright.data.sources.image_folder_problems import (
    check_classes,
    check_is_folder,
    half_a_split,
    no_class_folders,
    unknown_in_val,
)
from netwright.data.sources.image_inputs import ImageInputs
from netwright.data.sources.listing import Listing
from netwright.interfaces.documents.source import ImageFolder
from netwright.interfaces.documents.split import GivenSplit
from netwright.interfaces.documents.target import Classification

VAL_NAMES = ("val", "valid", "validation")
"""What a folder of validation images may be called, in upper or lower case."""

_SPLIT_NAMES = frozenset({"train", "test", *VAL_NAMES})

Files = dict[str, list[str]]
"""The file names of each class, relative to the folder."""


def list_samples(source: ImageFolder, asked: Asked) -> Listing:
    """The image files of the folder, in whichever of the two layouts it has.

    Raises:
        DataError: There is no such folder, or it has no layout that says every image's class.
    """
    root = Path(source.path)
    check_is_folder(root)
    given = asked.split if isinstance(asked.split, GivenSplit) else _given_split(root)
    files = _class_folders(root, asked) if given is None else _given_folders(root, given, asked)
    labels = {name: label for label, kind in enumerate(files) for name in files[kind]}
    names = sorted(labels)  # By code point, so that every machine has the same order.
    classes, indices = tuple(files), np.array([labels[name] for name in names], np.int64)
    if isinstance(asked.target, Classification):
        order = in_document_order(root, classes, asked.target.classes)
        classes, indices = asked.target.classes, order[indices]
    return Listing(
        source=source,
        root=root,
        names=tuple(names),
        inputs=ImageInputs(root, tuple(names)),
        targets=ClassIndices(classes, indices, told_by_names=True),
        given=given,
        columns={"folder": np.array([name.rpartition("/")[0] for name in names], object)},
    )


def _class_folders(root: Path, asked: Asked) -> Files:
    """The images of ``root/CLASS/``, and of the folders below each class."""
    classes = folders_in(root)
    if not classes:
        raise no_class_folders(root)
    files = {name: _class_files(root, name) for name in classes}
    _check(root, files, asked)
    return files


def _given_folders(root: Path, given: GivenSplit, asked: Asked) -> Files:
    """The images of ``root/train/CLASS/`` and ``root/val/CLASS/``; the classes are train's.

    Validation may lack a class, but not have one of its own.
    """
    train, val = root / given.train, root / given.val
    for folder in (train, val):
        check_is_folder(folder)
        if not folders_in(folder):
            raise no_class_folders(folder)
    classes = folders_in(train)
    files = {name: _class_files(root, f"{given.train}/{name}") for name in classes}
    _check(train, files, asked)
    for name in folders_in(val):
        found = _class_files(root, f"{given.val}/{name}")
        if found and name not in files:
            raise unknown_in_val(val, name, classes, given)
        files.setdefault(name, []).extend(found)
    return {name: files[name] for name in classes}


def _check(folder: Path, files: Files, asked: Asked) -> None:
    if not asked.judged:
        check_classes(folder, files)
    elif not any(files.values()):
        raise no_class_folders(folder)


def _given_split(root: Path) -> GivenSplit | None:
    """The folders that split the images, or None where each folder in `root` is a class.

    A class may be called train, as in car, train, bus: its own images tell it from a split.
    """
    by_lower = {name.lower(): name for name in folders_in(root)}
    val = [by_lower[name] for name in VAL_NAMES if name in by_lower]
    only_split_names = bool(by_lower) and by_lower.keys() <= _SPLIT_NAMES
    if not only_split_names and not (val and _holds_classes(root, by_lower.get("train"))):
        return None
    if "train" in by_lower and len(val) == 1:
        return GivenSplit(train=by_lower["train"], val=val[0])
    raise half_a_split(root, sorted(by_lower[name] for name in _SPLIT_NAMES & by_lower.keys()))


def _holds_classes(root: Path, name: str | None) -> bool:
    return name is not None and bool(folders_in(root / name)) and not images_in(root / name)


def _class_files(root: Path, folder: str) -> list[str]:
    return [f"{folder}/{name}" for name in images_below(root / folder)]
