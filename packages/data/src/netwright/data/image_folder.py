"""The two layouts of image folders: one sub-folder a class, or such folders in train/ and val/."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from netwright.data.image_files import folders_in, images_below, images_in, other_files_below
from netwright.interfaces.documents.split import GivenSplit
from netwright.interfaces.errors import DataError, nearest

VAL_NAMES = ("val", "valid", "validation")
"""What a folder of validation images may be called, in upper or lower case."""

_SPLIT_NAMES = frozenset({"train", "test", *VAL_NAMES})


@dataclass(frozen=True, eq=False)
class ImageListing:
    """The image files of a folder, not opened yet.

    Attributes:
        root: The folder.
        classes: Class names, sorted.
        names: N file names relative to `root` with ``/`` between folders, sorted.
        labels: int64 [N], indices into `classes`.
        given: The folders that split the images, or None where a split is to be drawn.
    """

    root: Path
    classes: tuple[str, ...]
    names: tuple[str, ...]
    labels: NDArray[np.int64]
    given: GivenSplit | None = None

    def counts(self) -> NDArray[np.int64]:
        """int64 [classes]: how many images each class has."""
        return np.bincount(self.labels, minlength=len(self.classes))

    def in_folder(self, folder: str) -> NDArray[np.bool_]:
        """bool [N]: the images below that folder of `root`."""
        return np.array([name.startswith(f"{folder}/") for name in self.names], bool)

    def only(self, rows: NDArray[np.int64]) -> ImageListing:
        """The images in those rows, with all classes."""
        names = tuple(self.names[row] for row in rows.tolist())
        return replace(self, names=names, labels=self.labels[rows])

    def relabelled(self, classes: tuple[str, ...]) -> ImageListing:
        """The same images with the class indices that `classes` gives. Raises DataError."""
        if sorted(classes) != sorted(self.classes):
            raise DataError(
                f"the dataset document has the classes {', '.join(classes)}, but the folder has "
                f"{', '.join(self.classes)}.",
                folder=self.root,
                fix="rename the folders, or prepare the folder anew for a new document.",
            )
        indices = np.array([classes.index(name) for name in self.classes], np.int64)
        return replace(self, classes=classes, labels=indices[self.labels])


def list_images(root: Path) -> ImageListing:
    """The image files of `root`, in whichever of the two layouts it has.

    Raises:
        DataError: There is no such folder, or it has no layout that says every image's class.
    """
    _check_is_folder(root)
    given = _given_split(root)
    return list_classes(root) if given is None else list_given(root, given)


def list_classes(root: Path) -> ImageListing:
    """The image files of ``root/CLASS/``, and of the folders below each class."""
    _check_is_folder(root)
    classes = folders_in(root)
    if not classes:
        raise _no_class_folders(root)
    files = {name: _class_files(root, name) for name in classes}
    _check_classes(root, files)
    return _listing(root, classes, files, None)


def list_given(root: Path, given: GivenSplit) -> ImageListing:
    """The image files of ``root/train/CLASS/`` and ``root/val/CLASS/``; the classes are train's.

    Validation may lack a class, but not have one of its own.
    """
    train, val = root / given.train, root / given.val
    for folder in (root, train, val):
        _check_is_folder(folder)
        if folder is not root and not folders_in(folder):
            raise _no_class_folders(folder)
    classes = folders_in(train)
    files = {name: _class_files(root, f"{given.train}/{name}") for name in classes}
    _check_classes(train, files)
    for name in folders_in(val):
        found = _class_files(root, f"{given.val}/{name}")
        if found and name not in files:
            raise _unknown_in_val(val, name, classes, given)
        files.setdefault(name, []).extend(found)
    return _listing(root, classes, files, given)


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
    raise _half_a_split(root, sorted(by_lower[name] for name in _SPLIT_NAMES & by_lower.keys()))


def _holds_classes(root: Path, name: str | None) -> bool:
    return name is not None and bool(folders_in(root / name)) and not images_in(root / name)


def _class_files(root: Path, folder: str) -> list[str]:
    return [f"{folder}/{name}" for name in images_below(root / folder)]


def _listing(
    root: Path, classes: list[str], files: dict[str, list[str]], given: GivenSplit | None
) -> ImageListing:
    labels = {name: label for label, kind in enumerate(classes) for name in files[kind]}
    names = sorted(labels)  # By code point, so that every machine has the same order.
    indices = np.array([labels[name] for name in names], np.int64)
    return ImageListing(root, tuple(classes), tuple(names), indices, given)


def _check_is_folder(folder: Path) -> None:
    if folder.is_dir():
        return
    if folder.exists():
        raise DataError(
            "expected a folder of images, but this is a file.",
            file=folder,
            fix="name the folder that holds one sub-folder of images a class.",
        )
    raise DataError(
        "there is no such folder.",
        folder=folder,
        fix="check the path; it names a folder that holds one sub-folder of images a class.",
    )


def _no_class_folders(folder: Path) -> DataError:
    if loose := images_in(folder):
        return DataError(
            f"{len(loose)} image{'s lie' if len(loose) > 1 else ' lies'} in the folder itself, "
            "but the name of a sub-folder tells an image's class.",
            folder=folder,
            fix="move them into one sub-folder a class, such as cat/ and dog/.",
        )
    return DataError(
        f"the folder has no images{other_files_below(folder)}.",
        folder=folder,
        fix="put one sub-folder of images a class into it, such as cat/1.png and dog/1.png.",
    )


def _check_classes(folder: Path, files: dict[str, list[str]]) -> None:
    for name, found in files.items():
        if not found:
            raise DataError(
                f"the class {name!r} has no images{other_files_below(folder / name)}.",
                folder=folder / name,
                fix="put images of it there (.png, .jpg, .webp, ...), or remove the folder.",
            )
    if len(files) == 1:
        raise DataError(
            f"there is only one class, {next(iter(files))!r}, but a classifier tells two or more "
            "apart.",
            folder=folder,
            fix="add a folder with images of another class.",
        )


def _unknown_in_val(val: Path, name: str, classes: list[str], given: GivenSplit) -> DataError:
    match = nearest(name, classes)
    rename = f"rename it to {match!r}, " if match else ""
    return DataError(
        f"the class {name!r} is in {given.val}/ but not in {given.train}/, "
        "so that no network can learn it.",
        folder=val / name,
        fix=f"{rename}add {given.train}/{name}/ with images of it, or remove this folder.",
    )


def _half_a_split(root: Path, found: list[str]) -> DataError:
    return DataError(
        f"a split needs one folder train/ and one folder val/, but {', '.join(found)} came.",
        folder=root,
        fix="name the two folders train and val, or name the folder with all the images as the "
        "data, to have it split.",
    )
