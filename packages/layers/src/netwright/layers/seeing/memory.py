"""How much memory the tensors between layers take, from their types and how long each is needed."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from netwright.layers.checked import CheckedNetwork
from netwright.layers.seeing.cost import measured
from netwright.layers.seeing.flow import Flow, Tensor, Use, flow


class ActivationMemory(NamedTuple):
    """Bytes of the tensors between layers; what a layer needs inside itself is not counted.

    Attributes:
        batch_size: For how many samples at once.
        inference: The most at any moment, each tensor freed after its last reader. The caller
            keeps the network's inputs.
        training: All of them, as they are kept for the backward pass.
    """

    batch_size: int
    inference: int
    training: int


def activation_memory(checked: CheckedNetwork, batch_size: int = 1) -> ActivationMemory:
    """The memory of a forward pass, without gradients and with them."""
    all_flows = flow(checked)
    inference = _peak(_steps(all_flows, training=False))
    training = sum(made for step in _steps(all_flows, training=True) for made in step.made.values())
    return ActivationMemory(batch_size, batch_size * inference, batch_size * training)


class _Step(NamedTuple):
    """What one use touches: memory by name, that which it makes with its bytes for one sample."""

    needed: set[Tensor]
    made: dict[Tensor, int]


def _steps(flows: Flow, *, training: bool) -> Iterator[_Step]:
    memory = {tensor: tensor for tensor in flows.inputs}
    yield _Step(set(), {tensor: _bytes(tensor) for tensor in flows.inputs})
    for use in flows.uses:
        if isinstance(use.node.layer, CheckedNetwork):
            # Whoever calls a block holds what goes in until it is done; what comes out stays.
            yield _Step({memory[tensor] for tensor in (*use.reads, *use.gives)}, {})
            continue
        memory |= _where(use, memory, training)
        made = {tensor: _bytes(tensor) for tensor in use.gives if memory[tensor] == tensor}
        yield _Step({memory[tensor] for tensor in use.reads}, made)
    yield _Step({memory[tensor] for tensor in (*flows.inputs, *flows.outputs.values())}, {})


def _where(use: Use, memory: dict[Tensor, Tensor], training: bool) -> dict[Tensor, Tensor]:
    """Whose memory each tensor that a layer gives is in: its own, or an input's."""
    layer = use.node.layer
    assert not isinstance(layer, CheckedNetwork)
    if training and layer.category == "Dropout":  # It hands its input on only when not training.
        return {tensor: tensor for tensor in use.gives}
    views = measured(layer, use.node.inputs).views
    return {
        tensor: tensor if view is None else memory[use.reads[view]]
        for tensor, view in zip(use.gives, views, strict=True)
    }


@dataclass
class _Live:
    """Bytes that are held now, and the most there ever were."""

    now: int = 0
    most: int = 0

    def add(self, amounts: Iterable[int]) -> None:
        self.now += sum(amounts)
        self.most = max(self.most, self.now)


def _peak(steps: Iterable[_Step]) -> int:
    steps = list(steps)
    last_use = {t: at for at, step in enumerate(steps) for t in (*step.needed, *step.made)}
    sizes: dict[Tensor, int] = {}
    live = _Live()
    for at, step in enumerate(steps):
        sizes |= step.made
        live.add(step.made.values())
        done = [tensor for tensor in (*step.needed, *step.made) if last_use[tensor] == at]
        live.add(-sizes[tensor] for tensor in done)
    return live.most


def _bytes(tensor: Tensor) -> int:
    import torch

    itemsize: int = getattr(torch, tensor.type.dtype).itemsize
    return math.prod(tensor.type.shape) * itemsize
