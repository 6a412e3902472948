"""What training changes, and what a checkpoint therefore holds."""

from __future__ import annotations

from collections.abc import Mapping

import torch
from torch import nn
from torch.optim import Optimizer

from netwright.interfaces.documents import Recipe
from netwright.interfaces.errors import RunError
from netwright.training.averaging import Average
from netwright.training.checkpoint import Progress
from netwright.training.optimization import build_optimizers


class State:
    """A network in training with all that changes beside it.

    Args:
        module: The network, on its device; trained in place.
        recipe: How it is trained.
        scales_gradients: Whether the loss is scaled up for fp16.

    Attributes:
        optimizers: One, or two that share the weights.
        scaler: Scales the loss where that was asked for; does nothing otherwise.
        average: The moving average of the weights, where the recipe asks for one.
        progress: How far training is.
        loss_sum: Of the epoch so far, each batch's loss times its samples.
    """

    def __init__(self, module: nn.Module, recipe: Recipe, scales_gradients: bool = False) -> None:
        self.module = module
        self.device = next(module.parameters()).device
        self.optimizers = build_optimizers(recipe.optimizer, module)
        self.scaler = torch.amp.GradScaler(self.device.type, enabled=scales_gradients)
        self.average = None if recipe.ema_decay is None else Average(module, recipe.ema_decay)
        self.progress = Progress()
        self.loss_sum = torch.zeros((), device=self.device)

    @property
    def exported(self) -> nn.Module:
        """The network that is validated and exported: the averaged one, where there is one."""
        return self.module if self.average is None else self.average.module

    def tensors(self) -> dict[str, torch.Tensor]:
        """All of it but `progress`, by name."""
        tensors = _prefixed("model", self.module.state_dict())
        if self.average is not None:
            tensors |= _prefixed("average", self.average.module.state_dict())
        for number, optimizer in enumerate(self.optimizers):
            for index, values in optimizer.state_dict()["state"].items():
                tensors |= _prefixed(f"optimizer.{number}.{index}", values)
        scaler = {name: torch.tensor(value) for name, value in self.scaler.state_dict().items()}
        tensors |= _prefixed("scaler", scaler)
        tensors["loss_sum"] = self.loss_sum
        tensors["random.cpu"] = torch.get_rng_state()
        if self.device.type == "cuda":
            tensors["random.cuda"] = torch.cuda.get_rng_state(self.device)
        return tensors

    def restore(self, tensors: Mapping[str, torch.Tensor], progress: Progress) -> None:
        """Take on what `tensors` gave, and the random generators with it.

        Raises:
            RunError: They are of another network or recipe.
        """
        try:
            self.module.load_state_dict(_below("model", tensors))
            if self.average is not None:
                self.average.module.load_state_dict(_below("average", tensors))
            for number, optimizer in enumerate(self.optimizers):
                _restore_optimizer(optimizer, _below(f"optimizer.{number}", tensors))
            if self.scaler.is_enabled():
                scaler = _below("scaler", tensors)
                self.scaler.load_state_dict({name: v.item() for name, v in scaler.items()})
            self.loss_sum.copy_(tensors["loss_sum"])
            self._restore_random(tensors)
        except (RuntimeError, KeyError, IndexError) as error:
            raise RunError(
                f"the checkpoint is not of this network and recipe: {error}",
                fix="put the run's network.json and recipe.json back as they were.",
            ) from None
        self.progress = progress

    def _restore_random(self, tensors: Mapping[str, torch.Tensor]) -> None:
        torch.set_rng_state(tensors["random.cpu"])
        if self.device.type == "cuda" and "random.cuda" in tensors:
            torch.cuda.set_rng_state(tensors["random.cuda"], self.device)


def _restore_optimizer(optimizer: Optimizer, tensors: Mapping[str, torch.Tensor]) -> None:
    weights = [p for group in optimizer.param_groups for p in group["params"]]
    state: dict[int, dict[str, torch.Tensor]] = {}
    for name, value in tensors.items():
        index, _, key = name.partition(".")
        state.setdefault(int(index), {})[key] = _laid_out_as(weights[int(index)], value)
    groups = optimizer.state_dict()["param_groups"]
    optimizer.load_state_dict({"state": state, "param_groups": groups})


def _laid_out_as(weight: torch.Tensor, value: torch.Tensor) -> torch.Tensor:
    # Fused kernels walk through weight and state side by side, whatever their strides.
    return torch.empty_like(weight).copy_(value) if value.shape == weight.shape else value


def _prefixed(prefix: str, tensors: Mapping[str, torch.Tensor]) -> dict[str, torch.Tensor]:
    return {f"{prefix}.{name}": value for name, value in tensors.items()}


def _below(prefix: str, tensors: Mapping[str, torch.Tensor]) -> dict[str, torch.Tensor]:
    begin = f"{prefix}."
    return {k.removeprefix(begin): v for k, v in tensors.items() if k.startswith(begin)}
