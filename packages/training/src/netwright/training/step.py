"""One step: forward, backward and update, as a recipe asks for it."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext

import torch
from torch import nn

from netwright.data.batches import Batch
from netwright.interfaces.documents import Recipe
from netwright.training.group import ALONE, Group
from netwright.training.objectives import Objective
from netwright.training.optimization import set_learning_rate
from netwright.training.precision import Precision
from netwright.training.state import State

Forward = Callable[[torch.Tensor], dict[str, torch.Tensor]]

_LEAST = 1e-6
"""A divisor where nothing counts."""


class Stepper:
    """Takes steps; none waits for the device.

    Args:
        state: The network and its optimizers, which a step changes.
        forward: The network as it is called: itself, or compiled.
        objective: From a batch to a loss.
        recipe: Says the largest learning rate, clipping and accumulation.
        precision: What forward is computed in.
        group: Who each has a part of every batch. Gradients become those of the whole batch.
        apart: In which the group does not wait for gradients, as they are not all of a step.
    """

    def __init__(
        self,
        state: State,
        forward: Forward,
        objective: Objective,
        recipe: Recipe,
        precision: Precision,
        group: Group = ALONE,
        apart: Callable[[], AbstractContextManager[object]] = nullcontext,
    ) -> None:
        self._group, self._apart = group, apart
        self._state, self._forward, self._objective = state, forward, objective
        self._recipe, self._precision = recipe, precision
        self._largest_rate = recipe.optimizer.learning_rate
        self._weights = [p for p in state.module.parameters() if p.requires_grad]

    def __call__(
        self, batch: Batch, rate: float, steps: int, total: int | None = None
    ) -> torch.Tensor:
        """Train on a batch; gives the whole batch's loss as a number on the device.

        Args:
            batch: As many samples as the recipe takes for one step, or this process's part of them.
            rate: The learning rate, as a share of the recipe's.
            steps: How many were done in all, this one included.
            total: Samples of all processes' parts; this one's own by default.
        """
        state = self._state
        set_learning_rate(state.optimizers, self._largest_rate * rate)
        for weight in self._weights:  # An optimizer's own zero_grad takes a tenth of a small step.
            weight.grad = None
        loss = self._accumulate(batch, total or len(batch))
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

    def _accumulate(self, batch: Batch, total: int) -> torch.Tensor:
        """Gradients of the mean loss of the whole batch, a part at a time; gives that loss."""
        if self._recipe.accumulate == self._group.size == 1:
            return self._backward(batch, share=1.0)
        share = self._shares(batch, total)
        rank, ranks = self._group.rank, self._group.size
        *first, last = split(batch, self._recipe.accumulate, total, rank, ranks)
        with self._apart():
            losses = [self._backward(part, share(part)) for part in first]
        losses.append(self._backward(last, share(last)))
        loss = torch.stack(losses).sum()
        self._group.add([loss])
        return loss

    def _shares(self, batch: Batch, total: int) -> Callable[[Batch], float | torch.Tensor]:
        """How much the mean loss of a part of the batch counts in that of the whole."""
        weight = self._objective.weight
        whole = weight(batch)
        if whole is None:
            return lambda part: len(part) / total
        self._group.add([whole])
        divisor = whole.clamp(min=_LEAST)

        def share(part: Batch) -> torch.Tensor:
            own = weight(part)
            assert own is not None
            return own / divisor

        return share

    def _backward(self, part: Batch, share: float | torch.Tensor) -> torch.Tensor:
        with self._precision.autocast():
            outputs = self._forward(self._objective.inputs(part))
        loss = self._objective.loss(outputs, part)
        if not isinstance(share, float) or share != 1.0:
            loss = loss * share
        if loss.ndim:
            loss = loss.sum()
        scaled = self._state.scaler.scale(loss)
        if self._group.size > 1:
            scaled = scaled * self._group.size  # Gradients are averaged, but wanted is their sum.
        scaled.backward()
        return loss.detach()


def split(
    batch: Batch, parts: int, total: int | None = None, rank: int = 0, ranks: int = 1
) -> list[Batch]:
    """The batch in so many parts of nearly one size, or fewer: none has a single sample.

    Args:
        batch: A batch, or every `ranks`-th sample of it from number `rank` on.
        parts: How many.
        total: Samples in it over all ranks. Each rank's parts are of the same parts of it.
        rank: Which samples this process has, from 0.
        ranks: How many processes share the batch. None of them is without a sample in any part.
    """
    total = total or len(batch)
    parts = max(1, min(parts, total // max(2, ranks)))
    # Its first sample from a place on is the next multiple of `ranks`, as seen from `rank`.
    ends = [-((rank - total * number // parts) // ranks) for number in range(parts + 1)]
    return [
        Batch(
            batch.inputs[start:end],
            None if batch.targets is None else batch.targets[start:end],
            batch.indices[start:end],
        )
        for start, end in itertools.pairwise(ends)
    ]
