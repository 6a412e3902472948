"""An exponential moving average of a network's weights."""

from __future__ import annotations

import copy

import torch
from torch import nn

Tensors = tuple[list[torch.Tensor], list[torch.Tensor]]
"""Weights, and what is none."""


class Average:
    """A copy of a module whose weights follow the module's slowly (Polyak and Juditsky, 1992).

    The first steps count for more, since the average of a beginning is worth nothing: the decay
    is at most (1 + steps) / (10 + steps), as TensorFlow's `ExponentialMovingAverage` has it. What
    is no weight, such as the statistics of batch norms, is the module's own.

    Args:
        module: What is averaged.
        decay: What is kept of the average at each step, 0 to 1.
    """

    def __init__(self, module: nn.Module, decay: float) -> None:
        self.module = copy.deepcopy(module).eval().requires_grad_(False)
        self._decay = decay
        self._followed: Tensors = [*module.parameters()], [*module.buffers()]
        self._own: Tensors = [*self.module.parameters()], [*self.module.buffers()]

    @torch.no_grad()
    def update(self, steps: int) -> None:
        """Take in the module's weights.

        Args:
            steps: How many were done, this one included.
        """
        decay = min(self._decay, (1 + steps) / (10 + steps))
        torch._foreach_lerp_(self._own[0], self._followed[0], 1 - decay)
        for own, followed in zip(self._own[1], self._followed[1], strict=True):
            own.copy_(followed)
