"""From a data set and a recipe to the readout."""

from __future__ import annotations

from typing import Protocol

import torch

from netwright.interfaces.documents import (
    ArrayPreprocessing,
    BCEWithLogitsLoss,
    Dataset,
    Recipe,
    Regression,
    TablePreprocessing,
)
from netwright.training.readouts.classes import ClassReadout, LabelReadout
from netwright.training.readouts.numbers import PictureReadout, ValueReadout, inputs_again


class Readout(Protocol):
    """A module from what a network gives to the exported model's outputs."""

    names: tuple[str, ...]

    def __call__(self, given: torch.Tensor) -> tuple[torch.Tensor, ...]:
        """One tensor for each of `names`."""


def readout_for(dataset: Dataset, recipe: Recipe) -> Readout:
    """The readout of the data set's task, as in the table of `netwright.interfaces`' targets."""
    target, preprocessing = dataset.target, dataset.preprocessing
    if isinstance(target, Regression):
        return ValueReadout(torch.tensor(target.mean), torch.tensor(target.std))
    if target.task == "multi_label":
        return LabelReadout()
    if target.task == "next_token":
        return ClassReadout(axis=2)
    if target.task in ("classification", "segmentation"):
        return ClassReadout(binary=isinstance(recipe.loss, BCEWithLogitsLoss))
    if target.task == "autoencoding" and isinstance(
        preprocessing, (TablePreprocessing, ArrayPreprocessing)
    ):
        return inputs_again(preprocessing)
    return PictureReadout()
