"""The optimizer and its schedule, as a recipe asks for them."""

from __future__ import annotations

import torch
from torch import nn
from torch.optim.lr_scheduler import ConstantLR, LRScheduler, OneCycleLR

from netwright.interfaces.documents import Recipe


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
