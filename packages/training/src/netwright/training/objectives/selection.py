"""From a data set and a recipe to the objective."""

from __future__ import annotations

from netwright.interfaces.documents import Dataset, ImagePreprocessing, Recipe
from netwright.interfaces.errors import UsageError
from netwright.training.objectives.classification import ClassificationObjective
from netwright.training.objectives.objective import Objective


def objective_for(dataset: Dataset, recipe: Recipe) -> Objective:
    """The objective of the data set's task.

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
    return ClassificationObjective(dataset.preprocessing, recipe)
