"""Contact sheets of a data set as files: as it is read, and as augmentation makes it."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from netwright.data.extras import needed
from netwright.data.previewing.contact_sheet import contact_sheet
from netwright.data.samples import Prepared, Samples
from netwright.interfaces.documents.preprocessing import ImagePreprocessing
from netwright.interfaces.documents.recipe import Recipe
from netwright.interfaces.files import atomic_path


def write_sheets(
    data: Prepared, folder: Path, *, count: int, recipe: Recipe | None = None
) -> dict[str, Path]:
    """Write ``samples.png``, and ``augmented.png`` where a recipe augments; none without images.

    Args:
        data: The data set; samples to train on are shown, from all over it.
        folder: Where the files go.
        count: How many samples are shown.
        recipe: Whose augmentation and seed are shown, as in the first epoch.
    """
    if not isinstance(data.document.preprocessing, ImagePreprocessing):
        return {}
    numbers = _spread(data.train, count)
    inputs = data.train.inputs[numbers]
    targets = None if data.train.targets is None else data.train.targets[numbers]
    names = [data.train.names[number] for number in numbers.tolist()]
    sheet = contact_sheet(inputs, targets, data.document.target, names)
    written = {"samples": _save(sheet, folder / "samples.png")}
    if recipe is not None and recipe.augmentation:
        augmentation = needed(
            "netwright.data.augmentation", extra="torch", to="show augmentation", library="torch"
        )
        inputs, targets = augmentation.augmented(
            data.train,
            recipe.augmentation,
            seed=recipe.seed,
            epoch=1,
            indices=numbers,
            classes=len(data.document.classes) or None,
        )
        sheet = contact_sheet(inputs, targets, data.document.target, names)
        written["augmented"] = _save(sheet, folder / "augmented.png")
    return written


def _spread(samples: Samples, count: int) -> NDArray[np.int64]:
    """int64, at most that many samples from all over the set, which is often sorted by class."""
    return np.unique(np.linspace(0, len(samples) - 1, min(count, len(samples))).astype(np.int64))


def _save(sheet: Image.Image, path: Path) -> Path:
    with atomic_path(path) as partial:
        sheet.save(partial, format="png")
    return path
