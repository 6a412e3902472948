"""One step: forward, backward and update, as a recipe asks for it."""

from __future__ import annotations

import itertools
from collections.abc import Callable

import torch
from torch import nn

from netwright.data.batches import Batch
from netwright.interfaces.documents import Recipe
from netwright.training.objectives import Objective
from netwright.training.optimization import set_learning_rate
from netwright.training.precision import Precision
from netwright.training.state import State

Forward = Callable[[torch.Tensor], dict[str, torch.Tensor]]


class Stepper:
    """Takes steps; none waits for the device.

    Args:
        state: The network and its optimizers, which a step changes.
        forward: The network as it is called: itself, or compiled.
        objective: From a batch to a loss.
        recipe: Says the largest learning rate, clipping and accumulation.
        precision: What forward is computed in.
    """

    def __init__(
        self,
        state: State,
        forward: Forward,
        objective: Objective,
        recipe: Recipe,
        precision: Precision,
    ) -> None:
        self._state, self._forward, self._objective = state, forward, objective
        self._recipe, self._precision = recipe, precision
        self._largest_rate = recipe.optimizer.learning_rate
        self._weights = [p for p in state.module.parameters() if p.requires_grad]

    def __call__(self, batch: Batch, rate: float, steps: int) -> torch.Tensor:
        """Train on a batch; gives its loss as a number on the device.

        Args:
            batch: As many samples as the recipe takes for one step.
            rate: The learning rate, as a share of the recipe's.
            steps: How many were done in all, this one included.
        """
        state = self._state
        set_learning_rate(state.optimizers, self._largest_rate * rate)
        for weight in self._weights:  # An optimizer's own zero_grad takes a tenth of a small step.
            weight.grad = None
        loss = self._accumulate(batch)
        if self._recipe.clip_norm is not None:
            for optimizer in state.optimizers:
                state.scaler.unscale_(optimizer)
            nn.utils.clip_grad_norm_(self._weights, self._recipe.clip_norm)
        for optimizer in state.optimizers:
            state.scaler.step(optimizer)
        state.scaler.update()
        if state.average is not None:
            state.average.update(steps)
        return loss

    def _accumulate(self, batch: Batch) -> torch.Tensor:
        """Gradients of the mean loss of the whole batch, a part at a time; gives that loss."""
        if self._recipe.accumulate == 1:
            return self._backward(batch, share=1.0)
        parts = split(batch, self._recipe.accumulate)
        losses = [self._backward(part, share=len(part) / len(batch)) for part in parts]
        return torch.stack(losses).sum()

    def _backward(self, part: Batch, share: float) -> torch.Tensor:
        with self._precision.autocast():
            outputs = self._forward(self._objective.inputs(part))
        loss = self._objective.loss(outputs, part)
        if share != 1.0:
            loss = loss * share
        self._state.scaler.scale(loss).backward()
        return loss.detach()


def split(batch: Batch, parts: int) -> list[Batch]:
    """The batch in so many parts of nearly one size, or fewer: none has a single sample."""
    parts = max(1, min(parts, len(batch) // 2))
    ends = [len(batch) * number // parts for number in range(parts + 1)]
    return [
        Batch(
            batch.inputs[start:end],
            None if batch.targets is None else batch.targets[start:end],
            batch.indices[start:end],
        )
        for start, end in itertools.pairwise(ends)
    ]
