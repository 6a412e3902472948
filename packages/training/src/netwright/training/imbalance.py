"""What a recipe asks for where some classes are rare: other samples, or other weights."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from netwright.data import Prepared, Samples
from netwright.data.sampling import balanced_weights
from netwright.interfaces.documents import AnyLoss, CrossEntropyLoss, Dataset, Recipe, Shards
from netwright.interfaces.errors import UsageError


def counted(recipe: Recipe, data: Prepared) -> Recipe:
    """The recipe with balanced class weights as numbers, counted on the training samples."""
    outputs = {
        name: asked.model_copy(update={"loss": _counted(asked.loss, data)})
        for name, asked in recipe.outputs.items()
    }
    return recipe.model_copy(update={"loss": _counted(recipe.loss, data), "outputs": outputs})


def _counted(loss: AnyLoss | None, data: Prepared) -> AnyLoss | None:
    if not isinstance(loss, CrossEntropyLoss) or loss.class_weights != "balanced":
        return loss
    weights = balanced_weights(data.class_counts("train"))
    return loss.model_copy(update={"class_weights": tuple(weights.tolist())})


def sample_weights(recipe: Recipe, samples: Samples) -> NDArray[np.float64] | None:
    """float64 [N]: how likely each training sample is drawn; None for each once an epoch."""
    if recipe.sampling == "uniform":
        return None
    labels = np.asarray(samples.targets)
    return np.asarray(balanced_weights(np.bincount(labels))[labels])


def check_balance(recipe: Recipe, dataset: Dataset) -> None:
    """Refuses balancing without classes or of tar files, and weights that are not one a class.

    Raises:
        UsageError: With the key of the recipe.
    """
    if recipe.sampling != "uniform":
        _check_classes(dataset, "balanced sampling goes", "sampling", 'set sampling = "uniform".')
        _check_at_hand(dataset)
    _check_weights(recipe.loss, dataset, "loss")
    for name, output in recipe.outputs.items():
        _check_weights(output.loss, dataset, f"outputs.{name}.loss")


def _check_weights(loss: AnyLoss | None, dataset: Dataset, loss_key: str) -> None:
    classes = dataset.classes
    asked = loss.class_weights if isinstance(loss, CrossEntropyLoss) else None
    if asked is None:
        return
    key = f"{loss_key}.class_weights"
    _check_classes(dataset, "class weights go", key, "leave class_weights out.")
    if asked != "balanced" and len(asked) != len(classes):
        raise UsageError(
            f"class_weights has {len(asked)} numbers, but {dataset.name!r} has {len(classes)} "
            "classes.",
            key=key,
            fix=f"give one number for each of {', '.join(classes)}, in this order.",
        )


def _check_at_hand(dataset: Dataset) -> None:
    if isinstance(dataset.source, Shards):
        raise UsageError(
            "samples of tar files come one after the other, so that rare ones cannot be drawn more "
            "often.",
            key="sampling",
            fix='set sampling = "uniform" and loss.class_weights = "balanced".',
        )


def _check_classes(dataset: Dataset, what: str, key: str, fix: str) -> None:
    if dataset.task != "classification":
        raise UsageError(
            f"{what} by each sample's class, but {dataset.name!r} is for {dataset.task}.",
            key=key,
            fix=fix,
        )
