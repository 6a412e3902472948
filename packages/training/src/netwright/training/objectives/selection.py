"""From a data set and a recipe to the objective."""

from __future__ import annotations

from netwright.interfaces.documents import Dataset, Recipe
from netwright.training.objectives.autoencoding import AutoencodingObjective
from netwright.training.objectives.classification import ClassificationObjective
from netwright.training.objectives.multi_label import MultiLabelObjective
from netwright.training.objectives.next_token import NextTokenObjective
from netwright.training.objectives.objective import Objective
from netwright.training.objectives.pictures import PictureObjective
from netwright.training.objectives.regression import RegressionObjective
from netwright.training.objectives.segmentation import SegmentationObjective
from netwright.training.objectives.task import TaskObjective
from netwright.training.objectives.weighted import WeightedObjectives
from netwright.training.outputs import outputs_of, recipe_of

_OBJECTIVES: dict[str, type[TaskObjective]] = {
    "classification": ClassificationObjective,
    "multi_label": MultiLabelObjective,
    "regression": RegressionObjective,
    "segmentation": SegmentationObjective,
    "image_to_image": PictureObjective,
    "autoencoding": AutoencodingObjective,
    "next_token": NextTokenObjective,
}


def objective_for(dataset: Dataset, recipe: Recipe) -> Objective:
    """The objective of the data set's task, under a recipe whose losses were found to fit it."""
    names = outputs_of(recipe)
    if not names:
        return _of_one_output(dataset, recipe)
    return WeightedObjectives(
        tuple(
            (recipe.outputs[name].weight, _of_one_output(dataset, recipe_of(recipe, name)))
            for name in names
        )
    )


def _of_one_output(dataset: Dataset, recipe: Recipe) -> Objective:
    pictures = dataset.task == "autoencoding" and dataset.preprocessing.kind == "image"
    kind = PictureObjective if pictures else _OBJECTIVES[dataset.task]
    objective: Objective = kind(dataset, recipe)  # type: ignore[assignment]
    return objective
