"""The augmentation that a recipe asks for, found to fit the data before training starts."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from netwright.interfaces.documents import Dataset, Recipe
from netwright.interfaces.errors import UsageError

if TYPE_CHECKING:
    from netwright.data import Prepared
    from netwright.data.augmentation import Augmentation


def augmentation_of(recipe: Recipe, dataset: Dataset) -> Augmentation | None:
    """What training batches go through; None where the recipe asks for nothing."""
    if not recipe.augmentation:
        return None
    from netwright.data.augmentation import Augmentation  # Brings torchvision with it.

    return Augmentation(recipe.augmentation, seed=recipe.seed, classes=len(dataset.classes) or None)


def check_augmentation(recipe: Recipe, data: Prepared) -> None:
    """Try the augmentation on two samples, so that what does not fit is told before a run is made.

    Raises:
        UsageError: The samples are no images, or a part cannot do with their targets.
    """
    if not recipe.augmentation:
        return
    document = data.document
    if document.preprocessing.kind != "image":
        raise UsageError(
            f"augmentation varies pictures, but {document.name!r} is of the kind "
            f"{document.preprocessing.kind!r}.",
            key="augmentation",
            fix="set augmentation = [].",
        )
    from netwright.data.augmentation import augmented

    augmented(
        data.train,
        recipe.augmentation,
        seed=recipe.seed,
        epoch=1,
        indices=np.arange(min(2, len(data.train))),
        classes=len(document.classes) or None,
    )
