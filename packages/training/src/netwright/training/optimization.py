"""The optimizer, its schedule and the loss, as a recipe asks for them."""

from __future__ import annotations

import numpy as np
import torch
from numpy.typing import NDArray
from torch import nn
from torch.optim.lr_scheduler import ConstantLR, LRScheduler, OneCycleLR

from netwright.interfaces.documents import Recipe
from netwright.training.imbalance import class_weights


def build_optimizer(recipe: Recipe, module: nn.Module) -> torch.optim.Optimizer:
    """The optimizer of the module's trainable parameters."""
    asked = recipe.optimizer
    return torch.optim.AdamW(
        [p for p in module.parameters() if p.requires_grad],
        lr=asked.learning_rate,
        betas=asked.betas,
        weight_decay=asked.weight_decay,
        fused=True,  # One kernel for all parameters instead of several for each.
    )


def build_schedule(
    recipe: Recipe, optimizer: torch.optim.Optimizer, steps_per_epoch: int
) -> LRScheduler:
    """The schedule, to be stepped once a training step."""
    if recipe.schedule.name == "constant":
        return ConstantLR(optimizer, factor=1.0)
    return OneCycleLR(
        optimizer,
        max_lr=recipe.optimizer.learning_rate,
        total_steps=recipe.epochs * steps_per_epoch,
        cycle_momentum=False,
    )


def build_loss(recipe: Recipe, labels: NDArray[np.int64]) -> nn.Module:
    """The loss of logits [N,classes] and class indices [N] or shares [N,classes], as a mean.

    Args:
        recipe: What it asks for.
        labels: int64 [N], of the training samples, for balanced weights.
    """
    weights = class_weights(recipe, labels)
    return nn.CrossEntropyLoss(
        weight=None if weights is None else torch.from_numpy(weights.astype(np.float32)),
        label_smoothing=recipe.loss.label_smoothing,
    )
