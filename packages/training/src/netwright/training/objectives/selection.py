"""From a data set and a recipe to the objective."""

from __future__ import annotations

import numpy as np

from netwright.data import Samples
from netwright.interfaces.documents import Dataset, ImagePreprocessing, Recipe
from netwright.interfaces.errors import UsageError
from netwright.training.imbalance import class_weights
from netwright.training.objectives.classification import ClassificationObjective
from netwright.training.objectives.objective import Objective


def objective_for(dataset: Dataset, recipe: Recipe, train: Samples) -> Objective:
    """The objective of the data set's task.

    Args:
        dataset: What is to be learnt.
        recipe: Which loss is asked for.
        train: The training samples, which balanced class weights are counted on.

    Raises:
        UsageError: The recipe's loss does not fit the task.
    """
    if dataset.task != "classification" or not isinstance(
        dataset.preprocessing, ImagePreprocessing
    ):
        raise UsageError(
            f"{dataset.task} of {dataset.preprocessing.kind} data cannot be trained yet.",
            fix="train a classifier of images.",
        )
    weights = class_weights(recipe, np.asarray(train.targets))
    return ClassificationObjective(dataset.preprocessing, recipe, weights)
