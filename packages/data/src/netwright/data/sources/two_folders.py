"""Two folders side by side that belong together: images with masks, or inputs with targets."""

from __future__ import annotations

from pathlib import Path

from netwright.data.asked import Asked
from netwright.data.image_files import folders_in, images_below
from netwright.data.sources.image_masks import IMAGE_NAMES, MASK_NAMES
from netwright.data.sources.image_pairs import PAIR_NAMES
from netwright.interfaces.documents.source import ImageMasks, ImagePairs
from netwright.interfaces.documents.target import Task

_MASK_PAIRS = tuple((images, masks) for images in IMAGE_NAMES for masks in MASK_NAMES)
_NEVER_CLASSES = PAIR_NAMES[:2]
_ANYTHING = ("a", "b")


def two_folders_in(root: Path, asked: Asked) -> ImageMasks | ImagePairs | None:
    """The source that two folders in `root`, or in its folder train/, stand for, if there are two.

    Their names tell; see `IMAGE_NAMES`, `MASK_NAMES` and `PAIR_NAMES`.
    """
    if (masks := _named(root, _MASK_PAIRS)) and asked.task in (None, "segmentation"):
        return ImageMasks(path=root.as_posix(), images=masks[0], masks=masks[1])
    pair = _named(root, PAIR_NAMES)
    if pair and _are_pairs(root, *pair, asked.task):
        return ImagePairs(path=root.as_posix(), inputs=pair[0], targets=pair[1])
    return None


def _are_pairs(root: Path, first: str, second: str, task: Task | None) -> bool:
    """Whether the two are no classes: ``inputs`` never is one, but ``low`` and ``high`` may be.

    They are taken for pairs where no other folder lies beside them and every file has a partner;
    ``a`` and ``b`` only if the task is asked for.
    """
    names = first.lower(), second.lower()
    if task is not None or names == _ANYTHING:
        return task == "image_to_image"
    if names in _NEVER_CLASSES:
        return True
    here = root if (root / first).is_dir() else _train(root)[0]
    if {*folders_in(here)} != {first, second}:
        return False
    ours, theirs = (
        {file.rpartition(".")[0] for file in images_below(here / name)} for name in (first, second)
    )
    return ours == theirs


def _named(root: Path, known: tuple[tuple[str, str], ...]) -> tuple[str, str] | None:
    """The first of those pairs of names that lies in the folder, or in its folder train/."""
    for folder in (root, *_train(root)):
        by_lower = {name.lower(): name for name in folders_in(folder)}
        for first, second in known:
            if first in by_lower and second in by_lower:
                return by_lower[first], by_lower[second]
    return None


def _train(root: Path) -> list[Path]:
    return [root / name for name in folders_in(root) if name.lower() == "train"]
