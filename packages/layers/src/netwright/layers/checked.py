"""Checking a network before anything runs: every layer resolved, every edge with its type."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from netwright.interfaces.documents import Network, Node
from netwright.interfaces.errors import NetworkError, NetwrightError, ShapeError, did_you_mean
from netwright.layers.graph import ordered_nodes, source_of
from netwright.layers.layer import Layer, Misfit, TensorType
from netwright.layers.registry import layer_type
from netwright.layers.shapes import output_types


@dataclass(frozen=True)
class CheckedNode:
    """A node with its resolved layer and the types of what flows in and out."""

    node: Node
    layer: Layer
    inputs: tuple[TensorType, ...]
    outputs: tuple[TensorType, ...]


@dataclass(frozen=True)
class CheckedNetwork:
    """A network that fits together.

    Attributes:
        network: The document.
        nodes: The nodes that outputs depend on, each after the nodes it reads.
        types: The type at every reference: inputs, nodes, and ``id.output`` of nodes with several.
    """

    network: Network
    nodes: tuple[CheckedNode, ...]
    types: Mapping[str, TensorType]

    @property
    def outputs(self) -> dict[str, TensorType]:
        """The type of each named output."""
        return {name: self.types[reference] for name, reference in self.network.outputs.items()}


def check(network: Network) -> CheckedNetwork:
    """The network with every layer's parameters and every shape known.

    Raises:
        NetworkError: The graph is not valid, or a layer is unknown.
        DocumentError: A layer's parameter is missing, misspelt or out of range.
        ShapeError: A layer does not fit what flows into it.
    """
    types = {name: TensorType(i.shape, i.dtype) for name, i in network.inputs.items()}
    checked: dict[str, CheckedNode] = {}
    for node in ordered_nodes(network):
        found = check_node(node, types, checked)
        checked[node.id] = found
        types |= _references(node.id, found)
    for name, reference in network.outputs.items():
        _type_at(reference, types, f"output {name!r}")
    return CheckedNetwork(network, tuple(checked.values()), types)


def check_node(
    node: Node, types: Mapping[str, TensorType], before: Mapping[str, CheckedNode]
) -> CheckedNode:
    """One node, given the types of what it reads and the nodes before it (for messages).

    Raises:
        NetwrightError: As `check` does.
    """
    place = f"{node.id} ({node.op})"
    kind = layer_type(node.op, node=node.id)
    inputs = tuple(_type_at(ref, types, f"node {node.id!r}") for ref in node.inputs)
    layer = kind.from_params(node.params, node=place)
    try:
        resolved = layer.resolve(*inputs)
        return CheckedNode(node, resolved, inputs, output_types(resolved, inputs))
    except Misfit as misfit:
        raise _shape_error(misfit, node, inputs, types, before) from misfit.__cause__
    except NetwrightError as error:
        raise type(error)(error.message, node=place, **error.places, fix=error.fix) from None


def _references(id: str, node: CheckedNode) -> dict[str, TensorType]:
    """What others may write to read the node: its id, and ``id.output`` when it has several."""
    named = dict(zip(type(node.layer).output_names, node.outputs, strict=True))
    several = {f"{id}.{name}": found for name, found in named.items()} if len(named) > 1 else {}
    return {id: node.outputs[0], **several}


def _type_at(reference: str, types: Mapping[str, TensorType], reader: str) -> TensorType:
    if reference not in types:
        source = source_of(reference)
        known = [name for name in types if source_of(name) == source]
        raise NetworkError(
            f"{reader} reads {reference!r}, but {source!r} has no such output.",
            fix=did_you_mean(reference, known),
        )
    return types[reference]


def _shape_error(
    misfit: Misfit,
    node: Node,
    inputs: tuple[TensorType, ...],
    types: Mapping[str, TensorType],
    before: Mapping[str, CheckedNode],
) -> ShapeError:
    reference = node.inputs[misfit.input]
    source = source_of(reference)
    producer = f"{source!r} ({before[source].node.op})" if source in before else f"input {source!r}"
    gives = misfit.gives or str(inputs[misfit.input])
    return ShapeError(
        f"{node.id!r} ({node.op}) expects {misfit.expects}, but {producer} gives {gives}.",
        path=_path(reference, node.id, types, before),
        fix=misfit.fix,
    )


def _path(
    reference: str, end: str, types: Mapping[str, TensorType], before: Mapping[str, CheckedNode]
) -> str:
    """The way from an input to the node, along first inputs, with the shape at each step."""
    steps = [end]
    while True:
        steps.append(f"{reference} {types[reference]}")
        source = source_of(reference)
        if source not in before or not before[source].node.inputs:
            return " → ".join(reversed(steps))
        reference = before[source].node.inputs[0]
