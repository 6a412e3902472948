"""From a recipe and a data set to the loss."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import torch
from torch import nn

from netwright.interfaces.documents import IGNORED, AnyLoss, Dataset, Recipe, Task
from netwright.interfaces.documents import losses as documents
from netwright.training.losses.binary import BinaryFocal, TwoClassBCE
from netwright.training.losses.classes import NOTHING, CrossEntropy, Focal, KLDivergence
from netwright.training.losses.dice import Dice, DiceCrossEntropy
from netwright.training.losses.similarity import SSIM

_DEFAULTS: dict[Task, AnyLoss] = {
    "classification": documents.CrossEntropyLoss(),
    "multi_label": documents.BCEWithLogitsLoss(),
    "regression": documents.MSELoss(),
    "segmentation": documents.CrossEntropyLoss(),
    "image_to_image": documents.MSELoss(),
    "autoencoding": documents.MSELoss(),
    "next_token": documents.CrossEntropyLoss(),
}
_IGNORED: dict[Task, int] = {"segmentation": IGNORED, "next_token": 0}


def loss_of(recipe: Recipe, task: Task) -> AnyLoss:
    """The recipe's loss, or the one that suits the task where it names none."""
    return recipe.loss or _DEFAULTS[task]


def build_loss(recipe: Recipe, dataset: Dataset, *, plain: bool = False) -> nn.Module:
    """The module of the recipe's loss, which was found to fit the data.

    Args:
        recipe: Its `loss` is built, or the task's default; balanced class weights were counted.
        dataset: What is trained on.
        plain: Without what only guides training, such as label smoothing: for validation.
    """
    loss = loss_of(recipe, dataset.task)
    if plain and isinstance(loss, documents.CrossEntropyLoss):
        loss = documents.CrossEntropyLoss()
    return _BUILDERS[type(loss)](loss, dataset.task, _IGNORED.get(dataset.task, NOTHING))


def _focal(loss: documents.FocalLoss, task: Task, ignored: int) -> nn.Module:
    alpha = _tensor(loss.alpha)
    if task == "multi_label":
        return BinaryFocal(loss.gamma, alpha)
    return Focal(loss.gamma, alpha, ignored)


def _binary(loss: documents.BCEWithLogitsLoss, task: Task, ignored: int) -> nn.Module:
    pos_weight = _tensor(loss.pos_weight)
    if task == "multi_label":
        return nn.BCEWithLogitsLoss(pos_weight=pos_weight)
    return TwoClassBCE(pos_weight)


def _tensor(values: tuple[float, ...] | None) -> torch.Tensor | None:
    return None if values is None else torch.tensor(values)


_BUILDERS: dict[type[AnyLoss], Callable[[Any, Task, int], nn.Module]] = {
    documents.CrossEntropyLoss: lambda loss, _, ignored: CrossEntropy(
        loss.label_smoothing, ignored, _tensor(loss.class_weights)
    ),
    # The final LogSoftmax is left out of the training, so this is cross-entropy of the logits.
    documents.NLLLoss: lambda loss, _, ignored: CrossEntropy(ignored=ignored),
    documents.BCEWithLogitsLoss: _binary,
    documents.FocalLoss: _focal,
    documents.KLDivLoss: lambda loss, _, ignored: KLDivergence(),
    documents.DiceLoss: lambda loss, _, ignored: Dice(ignored),
    documents.DiceCrossEntropyLoss: lambda loss, _, ignored: DiceCrossEntropy(ignored),
    documents.MSELoss: lambda loss, _, ignored: nn.MSELoss(),
    documents.L1Loss: lambda loss, _, ignored: nn.L1Loss(),
    documents.SmoothL1Loss: lambda loss, _, ignored: nn.SmoothL1Loss(beta=loss.beta),
    documents.HuberLoss: lambda loss, _, ignored: nn.HuberLoss(delta=loss.delta),
    documents.SSIMLoss: lambda loss, _, ignored: SSIM(),
}
