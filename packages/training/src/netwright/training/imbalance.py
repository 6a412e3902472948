"""What a recipe asks for where some classes are rare: other samples, or other weights."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from netwright.data import Samples
from netwright.data.sampling import balanced_weights
from netwright.interfaces.documents import CrossEntropyLoss, Dataset, Recipe
from netwright.interfaces.errors import UsageError


def counted(recipe: Recipe, samples: Samples) -> Recipe:
    """The recipe with balanced class weights as numbers, counted on the training samples."""
    loss = recipe.loss
    if not isinstance(loss, CrossEntropyLoss) or loss.class_weights != "balanced":
        return recipe
    weights = balanced_weights(np.bincount(np.asarray(samples.targets)))
    numbers = loss.model_copy(update={"class_weights": tuple(weights.tolist())})
    return recipe.model_copy(update={"loss": numbers})


def sample_weights(
    recipe: Recipe, dataset: Dataset, samples: Samples
) -> NDArray[np.float64] | None:
    """float64 [N]: how likely each training sample is drawn; None for each once an epoch.

    Raises:
        UsageError: Balanced sampling is asked for, and the samples have no class each.
    """
    if recipe.sampling == "uniform":
        return None
    if dataset.task != "classification":
        raise UsageError(
            f"balanced sampling goes by each sample's class, but {dataset.name!r} is for "
            f"{dataset.task}.",
            key="sampling",
            fix='set sampling = "uniform".',
        )
    labels = np.asarray(samples.targets)
    return np.asarray(balanced_weights(np.bincount(labels))[labels])


def check_class_weights(recipe: Recipe, dataset: Dataset) -> None:
    """Refuses weights that are not one a class.

    Raises:
        UsageError: With the classes in their order.
    """
    loss, classes = recipe.loss, dataset.classes
    asked = loss.class_weights if isinstance(loss, CrossEntropyLoss) else None
    if asked is None:
        return
    if dataset.task != "classification":
        raise UsageError(
            f"class weights go by each sample's class, but {dataset.name!r} is for {dataset.task}.",
            key="loss.class_weights",
            fix="leave class_weights out.",
        )
    if asked == "balanced" or len(asked) == len(classes):
        return
    raise UsageError(
        f"class_weights has {len(asked)} numbers, but {dataset.name!r} has {len(classes)} classes.",
        key="loss.class_weights",
        fix=f"give one number for each of {', '.join(classes)}, in this order.",
    )
