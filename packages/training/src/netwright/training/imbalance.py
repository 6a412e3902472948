"""What a recipe asks for where some classes are rare: other samples, or other weights."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from netwright.data import Samples
from netwright.data.sampling import balanced_weights
from netwright.interfaces.documents import Dataset, Recipe
from netwright.interfaces.errors import UsageError


def class_weights(recipe: Recipe, labels: NDArray[np.int64]) -> NDArray[np.float64] | None:
    """float64 [classes]: how much the loss counts each class; None for all alike.

    Args:
        recipe: One that `check_class_weights` passed.
        labels: int64 [N], of the training samples.
    """
    asked = recipe.loss.class_weights
    if asked == "balanced":
        return balanced_weights(np.bincount(labels))
    return None if asked is None else np.array(asked)


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
    asked, classes = recipe.loss.class_weights, dataset.classes
    if asked is None or asked == "balanced" or len(asked) == len(classes):
        return
    raise UsageError(
        f"class_weights has {len(asked)} numbers, but {dataset.name!r} has {len(classes)} classes.",
        key="loss.class_weights",
        fix=f"give one number for each of {', '.join(classes)}, in this order.",
    )
