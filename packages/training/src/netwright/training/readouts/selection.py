"""From a data set and a recipe to the readout."""

from __future__ import annotations

from typing import TYPE_CHECKING

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

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


Readout = ClassReadout | LabelReadout | ValueReadout | PictureReadout
"""A module from what a network gives to one tensor for each of its `names`."""


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


def class_axis(readout: Readout) -> int | None:
    """The axis of `logits` along which one class is chosen; None where none is."""
    return readout.axis if isinstance(readout, ClassReadout) else None


def unit_of(readout: Readout) -> NDArray[np.float32] | float:
    """What a difference of 1 is in the outputs: a deviation of each column's, or 1."""
    return readout.std.cpu().numpy() if isinstance(readout, ValueReadout) else 1.0
