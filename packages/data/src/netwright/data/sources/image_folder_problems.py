"""What is wrong with a folder of images, and what to do about it."""

from __future__ import annotations

from pathlib import Path

from netwright.data.image_files import images_in, other_files_below
from netwright.interfaces.documents.split import GivenSplit
from netwright.interfaces.errors import DataError, nearest


def check_is_folder(folder: Path) -> None:
    """Raise DataError where there is no such folder."""
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


def no_class_folders(folder: Path) -> DataError:
    """The error for a folder without a sub-folder a class."""
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


def check_classes(folder: Path, files: dict[str, list[str]]) -> None:
    """Raise DataError where a class has no image, or where there is only one class."""
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


def unknown_in_val(val: Path, name: str, classes: list[str], given: GivenSplit) -> DataError:
    """The error for a class that only validation has."""
    match = nearest(name, classes)
    rename = f"rename it to {match!r}, " if match else ""
    return DataError(
        f"the class {name!r} is in {given.val}/ but not in {given.train}/, "
        "so that no network can learn it.",
        folder=val / name,
        fix=f"{rename}add {given.train}/{name}/ with images of it, or remove this folder.",
    )


def half_a_split(root: Path, found: list[str]) -> DataError:
    """The error for a split with one of its folders missing, or with several."""
    return DataError(
        f"a split needs one folder train/ and one folder val/, but {', '.join(found)} came.",
        folder=root,
        fix="name the two folders train and val, or name the folder with all the images as the "
        "data, to have it split.",
    )
