"""What layers cost: parameters, bytes of weights and multiply-adds, counted by torch on `meta`."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from netwright.layers.checked import CheckedNetwork, CheckedNode
from netwright.layers.families.recurrent import Recurrent, one_step
from netwright.layers.layer import Layer, Misfit, TensorType
from netwright.layers.shapes import blank_module, output_types

if TYPE_CHECKING:
    from torch import nn

_SMALL = 4
"""A size at which every layer that keeps its type has enough values for its statistics."""


class Cost(NamedTuple):
    """What a layer, a block or a network costs.

    Attributes:
        parameters: How many numbers are its weights.
        trainable: How many of them training may change.
        weights_bytes: The size of its weights and running statistics, as a model file holds them.
        multiply_adds: Of matrix products and convolutions for one sample; biases, activations,
            norms and poolings are not counted, as is usual.
    """

    parameters: int = 0
    trainable: int = 0
    weights_bytes: int = 0
    multiply_adds: int = 0


@dataclass(frozen=True)
class NodeCost:
    """A node with what it costs; weights that are another node's are counted there.

    Attributes:
        path: Its id, after those of the blocks it is in: ``stage1.conv``.
        inside: What the nodes of its block cost, where it is a block.
    """

    path: str
    node: CheckedNode
    cost: Cost
    inside: tuple[NodeCost, ...] = ()


def costs(checked: CheckedNetwork) -> tuple[NodeCost, ...]:
    """What every node of a network costs, in the order in which they run."""
    return tuple(_node_costs(checked, "", owned=True))


def total(parts: Iterable[Cost]) -> Cost:
    """The sum, count by count."""
    return Cost(*map(sum, zip(*parts, strict=True)))


def _node_costs(checked: CheckedNetwork, prefix: str, *, owned: bool) -> Iterator[NodeCost]:
    for node in checked.nodes:
        path, own = f"{prefix}{node.node.id}", owned and node.node.weights_of is None
        if isinstance(node.layer, CheckedNetwork):
            inside = tuple(_node_costs(node.layer, f"{path}.", owned=own))
            yield NodeCost(path, node, total(part.cost for part in inside), inside)
        else:
            cost = measured(node.layer, node.inputs).cost
            shared = Cost(multiply_adds=cost.multiply_adds)
            yield NodeCost(path, node, cost if own else shared)


class Measured(NamedTuple):
    """What a layer costs, and for each output the input whose memory it is, or None."""

    cost: Cost
    views: tuple[int | None, ...]


@functools.lru_cache(maxsize=16_384)
def measured(layer: Layer, inputs: tuple[TensorType, ...]) -> Measured:
    """A resolved layer, run once on `meta` tensors of one sample where no formula tells."""
    if layer.keeps_type and (small := _in_small(layer, inputs)) is not None:
        # Without matrix products at a small size there are none at any; weights are its own.
        found = _measured_small(*small)
        if not found.cost.multiply_adds:
            return Measured(Cost(*_weights(_module(layer, inputs))), found.views)
    outputs = output_types(layer, inputs)
    if (products := layer.products(inputs, outputs)) is not None:
        weights = _weights(_module(layer, inputs))
        return Measured(Cost(*weights, products), (None,) * len(outputs))
    if isinstance(layer, Recurrent):
        found = measured_by_running(layer, one_step(inputs))
        steps = inputs[0].shape[0]
        cost = found.cost._replace(multiply_adds=found.cost.multiply_adds * steps)
        return found._replace(cost=cost)
    return measured_by_running(layer, inputs)


def _in_small(
    layer: Layer, inputs: tuple[TensorType, ...]
) -> tuple[Layer, tuple[TensorType, ...]] | None:
    """The layer for small inputs of as many axes, the same for all sizes; None if it takes none."""
    small = tuple(given._replace(shape=(_SMALL,) * len(given.shape)) for given in inputs)
    blank = layer.model_copy(update=dict.fromkeys(layer.inferred_fields()))
    try:
        return blank.resolve(*small), small
    except Misfit:
        return None


@functools.lru_cache(maxsize=1_024)
def _measured_small(layer: Layer, inputs: tuple[TensorType, ...]) -> Measured:
    return measured_by_running(layer, inputs)


def measured_by_running(layer: Layer, inputs: tuple[TensorType, ...]) -> Measured:
    """As `measured`, counted by torch whatever the layer says of itself."""
    import torch

    with torch.inference_mode(False), torch.enable_grad(), torch.device("meta"):
        module = _module(layer, inputs)
        tensors = [_sample(given) for given in inputs]
        with _counter() as counter:
            found = (module or layer.forward)(*tensors)  # type: ignore[attr-defined]
    outputs = found if isinstance(found, tuple) else (found,)
    return Measured(
        Cost(*_weights(module), counter.flops // 2),
        tuple(_same_memory(output, tensors) for output in outputs),
    )


def _module(layer: Layer, inputs: tuple[TensorType, ...]) -> nn.Module | None:
    return None if layer.is_function() else blank_module(layer, inputs, training=False)


def _sample(flows: TensorType) -> Any:
    """A tensor that asks for gradients: without them torch fuses attention, and counts nothing."""
    import torch

    tensor = torch.empty((1, *flows.shape), dtype=getattr(torch, flows.dtype))
    # A copy, because torch lets no layer write into a leaf that asks for gradients.
    return tensor.requires_grad_().clone() if tensor.is_floating_point() else tensor


def _weights(module: nn.Module | None) -> tuple[int, int, int]:
    if module is None:
        return 0, 0, 0
    parameters = list(module.parameters())
    return (
        sum(p.numel() for p in parameters),
        sum(p.numel() for p in parameters if p.requires_grad),
        sum(tensor.nbytes for tensor in module.state_dict().values()),
    )


def _same_memory(output: Any, inputs: list[Any]) -> int | None:
    from torch.multiprocessing.reductions import StorageWeakRef

    memory = StorageWeakRef(output.untyped_storage())
    for index, tensor in enumerate(inputs):
        if StorageWeakRef(tensor.untyped_storage()) == memory:
            return index
    return None


def _counter() -> Any:
    return _counter_type()()


@functools.cache
def _counter_type() -> type[Any]:
    """What counts as torch's FlopCounterMode does, without its account of modules.

    That takes longer than a layer on `meta` tensors, and shapes are looked at while people type.
    """
    import torch
    from torch.utils._python_dispatch import TorchDispatchMode
    from torch.utils.flop_counter import flop_registry

    counts = {**flop_registry, torch.ops.aten._trilinear: _bilinear_flops}

    class Counter(TorchDispatchMode):
        def __init__(self) -> None:
            super().__init__()
            self.flops = 0

        def __torch_dispatch__(
            self, operator: Any, types: Any, arguments: Any = (), options: Any = None
        ) -> Any:
            options = options or {}
            given = operator(*arguments, **options)
            if count := counts.get(operator._overloadpacket):
                self.flops += count(*arguments, **options, out_val=given)
            return given

    return Counter


def _bilinear_flops(first: Any, weight: Any, second: Any, *rest: Any, out_val: Any = None) -> int:
    """An operator with a matrix product that torch's own table does not know."""
    # nn.Bilinear: first [N,1,I,1], weight [1,O,I,J], second [N,1,1,J].
    outputs, rows, columns = weight.shape[-3:]
    return int(2 * first.shape[0] * outputs * columns * (rows + 1))
