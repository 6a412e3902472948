"""Pictures in one folder and what belongs to them, by the same names, in another.

Three layouts, with whatever the two folders are called:

    images/1.jpg         images/train/1.jpg         train/images/1.jpg
    masks/1.png          masks/train/1.png          train/masks/1.png
                         images/val/2.jpg           val/images/2.jpg
                         masks/val/2.png            val/masks/2.png

Endings may differ, and there may be folders below, the same ones on both sides.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from netwright.data.image_files import folders_in, images_below, other_files_below
from netwright.data.sources.changes import listed
from netwright.data.sources.image_folder import VAL_NAMES
from netwright.interfaces.documents.split import GivenSplit
from netwright.interfaces.errors import DataError


@dataclass(frozen=True)
class FolderPairs:
    """File names relative to the data folder.

    Attributes:
        inputs: N names, sorted.
        targets: N names; where an input has no partner, the name that one should have.
        given: The split of the folders, if they have one.
    """

    inputs: tuple[str, ...]
    targets: tuple[str, ...]
    given: GivenSplit | None


def folder_pairs(root: Path, first: str, second: str, *, skip_bad: bool) -> FolderPairs:
    """The pairs of the folders `first` and `second`.

    Raises:
        DataError: One of the folders is missing or empty, files of the second one have no partner
            (unless `skip_bad`), or two files of one folder differ in their endings only.
    """
    sides = _sides(root, first, second)
    inputs: list[str] = []
    targets: list[str] = []
    for first_folder, second_folder in sides:
        ours, theirs = _by_stem(root, first_folder), _by_stem(root, second_folder)
        ending = PurePosixPath(next(iter(theirs.values()))).suffix
        if (lonely := [name for stem, name in theirs.items() if stem not in ours]) and not skip_bad:
            raise _lonely(root, lonely, first_folder)
        inputs += ours.values()
        targets += [theirs.get(stem, f"{second_folder}/{stem}{ending}") for stem in ours]
    order = sorted(range(len(inputs)), key=inputs.__getitem__)
    given = GivenSplit(train=sides[0][0], val=sides[1][0]) if len(sides) == 2 else None
    return FolderPairs(
        tuple(inputs[place] for place in order), tuple(targets[place] for place in order), given
    )


def _sides(root: Path, first: str, second: str) -> list[tuple[str, str]]:
    """The pairs of folders: one, or that of training and that of validation."""
    if not (root / first).is_dir() and (parts := _parts(root)):
        return [(f"{part}/{first}", f"{part}/{second}") for part in parts]
    for name in (first, second):
        if not (root / name).is_dir():
            raise DataError(
                f"there is no folder {name}/.",
                folder=root,
                fix=f"put {first}/ and {second}/ there, or both into train/ and val/.",
            )
    if parts := _parts(root / first):
        return [(f"{first}/{part}", f"{second}/{part}") for part in parts]
    return [(first, second)]


def _parts(folder: Path) -> tuple[str, str] | None:
    """The folders of training and validation in `folder`, if it has such."""
    by_lower = {name.lower(): name for name in folders_in(folder)}
    val = [by_lower[name] for name in VAL_NAMES if name in by_lower]
    return (by_lower["train"], val[0]) if "train" in by_lower and val else None


def _by_stem(root: Path, folder: str) -> dict[str, str]:
    """The images of a folder, as names relative to `root`, by their names without ending."""
    if not (root / folder).is_dir():
        raise DataError(
            "there is no such folder.",
            folder=root / folder,
            fix="make it, or name the folder that all images are in as the data.",
        )
    found: dict[str, str] = {}
    for name in sorted(images_below(root / folder)):
        stem = name.rpartition(".")[0]
        if stem in found:
            raise DataError(
                f"{found[stem]} and {folder}/{name} have the same name, so that it is open which "
                "of them is meant.",
                folder=root,
                fix="remove or rename one of them.",
            )
        found[stem] = f"{folder}/{name}"
    if not found:
        raise DataError(
            f"the folder has no images{other_files_below(root / folder)}.",
            folder=root / folder,
            fix="put images into it (.png, .jpg, .webp, ...).",
        )
    return found


def _lonely(root: Path, names: list[str], partners: str) -> DataError:
    return DataError(
        f"{len(names)} file{' has' if len(names) == 1 else 's have'} no image of the same name in "
        f"{partners}/.",
        folder=root,
        files=listed(names),
        fix="remove them or add their images, or leave them out with --skip-bad "
        "(skip_bad=True in Python).",
    )
