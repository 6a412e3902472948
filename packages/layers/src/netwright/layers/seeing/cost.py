"""What layers cost: parameters, bytes of weights and multiply-adds, counted by torch on `meta`."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from netwright.layers.checked import CheckedNetwork, CheckedNode
from netwright.layers.families.recurrent import Recurrent
from netwright.layers.layer import Layer, TensorType

if TYPE_CHECKING:
    from torch import nn


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
    """A resolved layer, run once on `meta` tensors of one sample."""
    import torch
    from torch.utils.flop_counter import FlopCounterMode

    inputs, times = _one_step(layer, inputs)
    with torch.inference_mode(False), torch.enable_grad(), torch.device("meta"):
        module = None if layer.is_function() else layer.blank(*inputs).eval()
        tensors = [_sample(given) for given in inputs]
        with FlopCounterMode(display=False, custom_mapping=_uncounted()) as counter:
            found = (module or layer.forward)(*tensors)  # type: ignore[attr-defined]
    outputs = found if isinstance(found, tuple) else (found,)
    multiply_adds = counter.get_total_flops() // 2 * times
    return Measured(
        Cost(*_weights(module), multiply_adds),
        tuple(_same_memory(output, tensors) for output in outputs),
    )


def _one_step(layer: Layer, inputs: tuple[TensorType, ...]) -> tuple[tuple[TensorType, ...], int]:
    """A recurrent layer costs the same at every step; running one of many saves seconds."""
    if not isinstance(layer, Recurrent):
        return inputs, 1
    (length, *features), *others = inputs[0].shape, *inputs[1:]
    return (inputs[0]._replace(shape=(1, *features)), *others), length


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


def _uncounted() -> dict[Any, Any]:
    """Operators with matrix products that torch's counter does not know."""
    import torch

    return {torch.ops.aten._trilinear: _bilinear_flops}


def _bilinear_flops(
    first: Any, weight: Any, second: Any, *rest: Any, out_shape: Any = None, **options: Any
) -> int:
    # nn.Bilinear: first [N,1,I,1], weight [1,O,I,J], second [N,1,1,J].
    outputs, rows, columns = weight[-3:]
    return int(2 * first[0] * outputs * columns * (rows + 1))
