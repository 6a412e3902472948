"""What flows through a network: every use of a layer in order, with the tensors it reads and gives.

Names of nodes are local to a block; here every tensor is known by the layer that makes it, however
deep that layer is, so that what follows a tensor (memory, a diagram) sees one flat graph.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from netwright.layers.checked import CheckedNetwork, CheckedNode
from netwright.layers.layer import TensorType


@dataclass(frozen=True)
class Tensor:
    """One tensor of a network.

    Attributes:
        producer: The path of the layer that gives it, such as ``stage1.conv``, or an input's name.
        output: Which of the producer's outputs it is; empty where there is only one.
        type: Its shape and dtype.
    """

    producer: str
    output: str
    type: TensorType


@dataclass(frozen=True)
class Use:
    """A use of a layer, or of a block once all that is in it was used."""

    path: str
    node: CheckedNode
    reads: tuple[Tensor, ...]
    gives: tuple[Tensor, ...]


@dataclass(frozen=True)
class Flow:
    """The uses of a network in the order in which they run, between its inputs and outputs."""

    inputs: tuple[Tensor, ...]
    uses: tuple[Use, ...]
    outputs: Mapping[str, Tensor]


def flow(checked: CheckedNetwork, *, into_blocks: bool = True) -> Flow:
    """The uses of a network's layers.

    Args:
        checked: The network.
        into_blocks: Whether layers in blocks are uses of their own. A block is then listed after
            what is in it, giving the tensors of the layers inside.
    """
    inputs = {name: Tensor(name, "", checked.types[name]) for name in checked.network.inputs}
    known = dict(inputs)
    uses = tuple(_uses(checked, known, "", into_blocks))
    outputs = {name: known[reference] for name, reference in checked.network.outputs.items()}
    return Flow(tuple(inputs.values()), uses, outputs)


def _uses(
    checked: CheckedNetwork, known: dict[str, Tensor], prefix: str, into_blocks: bool
) -> Iterator[Use]:
    """The uses in `checked`; `known` holds its inputs by name, and is filled with the rest."""
    for node in checked.nodes:
        path = f"{prefix}{node.node.id}"
        reads = tuple(known[reference] for reference in node.node.inputs)
        if into_blocks and isinstance(node.layer, CheckedNetwork):
            inner = dict(zip(node.layer.network.inputs, reads, strict=True))
            yield from _uses(node.layer, inner, f"{path}.", into_blocks)
            gives = tuple(inner[reference] for reference in node.layer.network.outputs.values())
        else:
            names = node.output_names if len(node.outputs) > 1 else ("",)
            named = zip(names, node.outputs, strict=True)
            gives = tuple(Tensor(path, name, flows) for name, flows in named)
        yield Use(path, node, reads, gives)
        known[node.node.id] = gives[0]
        known |= {f"{node.node.id}.{n}": t for n, t in zip(node.output_names, gives, strict=True)}
