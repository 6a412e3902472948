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
    """The objective of the data set's task, under a recipe whose loss was found to fit it."""
    pictures = dataset.task == "autoencoding" and dataset.preprocessing.kind == "image"
    kind = PictureObjective if pictures else _OBJECTIVES[dataset.task]
    objective: Objective = kind(dataset, recipe)  # type: ignore[assignment]
    return objective
