"""The optimizer Lion, which `torch.optim` has not."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

import torch
from torch.optim import Optimizer


class Lion(Optimizer):
    """Moves each weight by the learning rate, in the direction of a momentum's sign.

    From Chen et al., "Symbolic Discovery of Optimization Algorithms" (2023), with decoupled weight
    decay. All weights of a group are updated by a few calls rather than a few calls each.
    """

    def __init__(
        self,
        params: Iterable[Any],
        lr: float = 3e-4,
        betas: tuple[float, float] = (0.9, 0.99),
        weight_decay: float = 0.0,
    ) -> None:
        super().__init__(params, {"lr": lr, "betas": betas, "weight_decay": weight_decay})

    @torch.no_grad()
    def step(self, closure: Callable[[], float] | None = None) -> float | None:  # type: ignore[override]
        """Update the weights that have a gradient."""
        loss = None
        if closure is not None:
            with torch.enable_grad():
                loss = closure()
        for group in self.param_groups:
            if weights := [p for p in group["params"] if p.grad is not None]:
                self._update(weights, group["lr"], group["betas"], group["weight_decay"])
        return loss

    def _update(
        self,
        weights: list[torch.Tensor],
        rate: float,
        betas: tuple[float, float],
        weight_decay: float,
    ) -> None:
        gradients = [p.grad for p in weights if p.grad is not None]
        momenta = [self._momentum(p) for p in weights]
        torch._foreach_mul_(weights, 1 - rate * weight_decay)
        directions = torch._foreach_lerp(momenta, gradients, 1 - betas[0])
        torch._foreach_add_(weights, torch._foreach_sign(directions), alpha=-rate)
        torch._foreach_lerp_(momenta, gradients, 1 - betas[1])

    def _momentum(self, weight: torch.Tensor) -> torch.Tensor:
        state = self.state[weight]
        if not state:
            state["exp_avg"] = torch.zeros_like(weight, memory_format=torch.preserve_format)
        momentum: torch.Tensor = state["exp_avg"]
        return momentum
