"""How images lie in memory: with their channels last, or each channel as a plane of its own."""

from __future__ import annotations

from typing import Any, NamedTuple

import torch
from torch import nn

from netwright.data.batches import Batch
from netwright.training.objectives import Meter, Objective

_CONVOLUTIONS = (nn.Conv2d, nn.ConvTranspose2d)
_VALUES_TO_A_WEIGHT = 3
"""On CPUs, channels last saves some 4 ns a value that convolutions give, and costs some 13 ns a
weight, which is laid out anew at each use; measured on AVX-512 with a small CNN and ResNet-18."""


class Layout(NamedTuple):
    """What was chosen.

    Attributes:
        channels_last: Whether images have their channels last.
        why: The choice as a person reads it.
    """

    channels_last: bool
    why: str


def lay_out(module: nn.Module, inputs: torch.Tensor, batch_size: int) -> Layout | None:
    """Lay out the convolutions' weights as they are fastest; a function of network and batch.

    Args:
        module: The network, on its device; its weights keep their values.
        inputs: A few samples as it takes them.
        batch_size: How many there are in a step.

    Returns:
        What was chosen; None without convolutions.
    """
    found = [part for part in module.modules() if isinstance(part, _CONVOLUTIONS)]
    if not found:
        return None
    if inputs.device.type == "cpu":
        values = _values(module, found, inputs) * batch_size
        weights = sum(part.weight.numel() for part in found)
        if values < _VALUES_TO_A_WEIGHT * weights:
            return Layout(False, "each channel by itself, as weights outnumber what they work on")
    for part in found:
        part.weight.data = part.weight.data.contiguous(memory_format=torch.channels_last)
    return Layout(True, "channels last, which convolutions are fastest in")


class InPlanes:
    """An objective whose inputs have each channel by itself, instead of the channels last."""

    def __init__(self, objective: Objective) -> None:
        self._objective = objective
        self.best = objective.best
        self.loss, self.weight = objective.loss, objective.weight

    def inputs(self, batch: Batch) -> torch.Tensor:
        """The network's input."""
        return self._objective.inputs(batch).contiguous()

    def meter(self, samples: int) -> Meter:
        """A new meter."""
        return self._objective.meter(samples)

    def to(self, device: torch.device) -> Any:
        """The same objective on another device."""
        return InPlanes(self._objective.to(device))


@torch.no_grad()
def _values(module: nn.Module, found: list[Any], inputs: torch.Tensor) -> float:
    """How many numbers the convolutions give for a sample."""
    counts: list[int] = []
    handles = [
        part.register_forward_hook(lambda *call: counts.append(call[-1].numel())) for part in found
    ]
    was_training = module.training
    try:
        module.eval()(inputs)
    finally:
        module.train(was_training)
        for handle in handles:
            handle.remove()
    return sum(counts) / len(inputs)
