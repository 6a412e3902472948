"""Checking a network before anything runs: every layer resolved, every edge with its type."""

from __future__ import annotations

import functools
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from netwright.interfaces.documents import Block, Network, Node
from netwright.interfaces.errors import NetworkError, NetwrightError, did_you_mean
from netwright.layers import shapes
from netwright.layers.blocks import body, find_block
from netwright.layers.graph import ordered_nodes, source_of
from netwright.layers.layer import Layer, Misfit, TensorType
from netwright.layers.library import library_blocks
from netwright.layers.misfits import shape_error
from netwright.layers.registry import layer_type, layer_types, refused_layers
from netwright.layers.shapes import output_types
from netwright.layers.sharing import check_shared_weights, with_shared_params

_MOST_LAYERS = 50_000
"""Blocks within blocks multiply; a document of a few lines must not fill the memory."""


@dataclass(frozen=True)
class CheckedNode:
    """A node with its resolved layer, or its block's network, and the types of its edges."""

    node: Node
    layer: Layer | CheckedNetwork
    inputs: tuple[TensorType, ...]
    outputs: tuple[TensorType, ...]

    @property
    def output_names(self) -> tuple[str, ...]:
        """The names of its outputs, in order."""
        if isinstance(self.layer, CheckedNetwork):
            return tuple(self.layer.network.outputs)
        return type(self.layer).output_names

    @property
    def module_name(self) -> str:
        """The attribute that holds its module: its id, or the node's whose weights it uses."""
        return self.node.weights_of or self.node.id


@dataclass(frozen=True)
class CheckedNetwork:
    """A network that fits together.

    Attributes:
        network: The document.
        nodes: The nodes that outputs depend on, each after the nodes it reads.
        types: The type at every reference: inputs, nodes, and ``id.output`` of nodes with several.
        layers: How many layers there are, those in blocks counted.
    """

    network: Network
    nodes: tuple[CheckedNode, ...]
    types: Mapping[str, TensorType]
    layers: int

    @property
    def outputs(self) -> dict[str, TensorType]:
        """The type of each named output."""
        return {name: self.types[reference] for name, reference in self.network.outputs.items()}

    def resolved_layers(
        self, prefix: str = ""
    ) -> Iterator[tuple[str, Layer, tuple[TensorType, ...]]]:
        """Every layer, those in blocks too: its path such as ``stage1.conv``, it, its inputs."""
        for node in self.nodes:
            path = f"{prefix}{node.node.id}"
            if isinstance(node.layer, CheckedNetwork):
                yield from node.layer.resolved_layers(f"{path}.")
            else:
                yield path, node.layer, node.inputs


@dataclass(frozen=True)
class _Surroundings:
    """What the nodes of a network, and of the blocks in it, may refer to.

    Attributes:
        blocks: The document's own blocks.
        inside: The blocks that are being checked, outermost first.
        done: Bodies of blocks that were checked before, by block, parameters and input types.
    """

    blocks: Mapping[str, Block]
    inside: tuple[str, ...] = ()
    done: dict[tuple[object, ...], CheckedNetwork] = field(default_factory=dict)

    def within(self, op: str) -> _Surroundings:
        return _Surroundings(self.blocks, (*self.inside, op), self.done)


def check(network: Network) -> CheckedNetwork:
    """The network with every layer's parameters and every shape known.

    Raises:
        NetworkError: The graph is not valid, or a layer or block is unknown.
        DocumentError: A layer's parameter is missing, misspelt or out of range.
        ShapeError: A layer does not fit what flows into it.
    """
    for name in network.blocks:
        if name in layer_types():
            raise NetworkError(
                f"the block {name!r} has the name of a layer.",
                fix=f"rename the block, for example to '{name}Block'.",
            )
    return _check(network, _Surroundings(network.blocks))


def clear_caches() -> None:
    """Forget what earlier checks found out: for measurements of a first one."""
    _resolved.cache_clear()
    shapes.clear_caches()


def _check(network: Network, around: _Surroundings) -> CheckedNetwork:
    types = {name: TensorType(i.shape, i.dtype) for name, i in network.inputs.items()}
    checked: dict[str, CheckedNode] = {}
    documents = {node.id: node for node in network.nodes}
    layers = 0
    for node in ordered_nodes(network):
        found = _check_node(with_shared_params(node, documents), types, checked, around)
        checked[node.id] = found
        types |= _references(found)
        layers += found.layer.layers if isinstance(found.layer, CheckedNetwork) else 1
        if layers > _MOST_LAYERS:
            raise NetworkError(
                f"the network has more than {_MOST_LAYERS:,} layers.",
                node=node.id,
                fix="use fewer blocks within blocks.",
            )
    check_shared_weights(checked)
    for name, reference in network.outputs.items():
        _type_at(reference, types, f"output {name!r}")
    return CheckedNetwork(network, tuple(checked.values()), types, layers)


def _check_node(
    node: Node,
    types: Mapping[str, TensorType],
    before: Mapping[str, CheckedNode],
    around: _Surroundings,
) -> CheckedNode:
    place = f"{node.id} ({node.op})"
    inputs = tuple(_type_at(ref, types, f"node {node.id!r}") for ref in node.inputs)
    try:
        layer: Layer | CheckedNetwork
        is_layer = node.op in layer_types()
        block = None if is_layer else find_block(node.op, around.blocks)
        if block is not None:
            layer = _check_block(block, node, inputs, around)
            return CheckedNode(node, layer, inputs, tuple(layer.outputs.values()))
        _check_op(node.op, around)
        return CheckedNode(node, *_resolved(node.op, json.dumps(node.params), inputs))
    except Misfit as misfit:
        raise shape_error(misfit, node, inputs, types, before) from misfit.__cause__
    except NetwrightError as error:
        raise error.within(node=place) from error.__cause__


@functools.lru_cache(maxsize=16_384)
def _resolved(
    op: str, params: str, inputs: tuple[TensorType, ...]
) -> tuple[Layer, tuple[TensorType, ...], tuple[TensorType, ...]]:
    """A layer with what flows in and out. Kept, so that an edit costs what it changes.

    The parameters come as JSON because Python holds 1, 1.0 and true for the same key.
    """
    layer = layer_type(op).from_params(json.loads(params)).resolve(*inputs)
    return layer, inputs, output_types(layer, inputs)


def _check_op(op: str, around: _Surroundings) -> None:
    # What is wrong with a refused one, `layer_type` tells.
    if op not in layer_types() and op not in refused_layers():
        known = [*around.blocks, *library_blocks(), *layer_types()]
        raise NetworkError(f"there is no layer or block {op!r}.", fix=did_you_mean(op, known))


def _check_block(
    block: Block, node: Node, inputs: tuple[TensorType, ...], around: _Surroundings
) -> CheckedNetwork:
    if node.op in around.inside:
        raise NetworkError(
            f"the block {node.op!r} uses itself.",
            cycle=" → ".join((*around.inside, node.op)),
            fix="take one of these blocks out of the other.",
        )
    key = (node.op, json.dumps(node.params, sort_keys=True), inputs)
    if key not in around.done:
        network = body(node.op, block, node, inputs, around.blocks)
        around.done[key] = _check(network, around.within(node.op))
    return around.done[key]


def _references(node: CheckedNode) -> dict[str, TensorType]:
    """What others may write to read the node: its id, and ``id.output`` when it has several."""
    id, named = node.node.id, dict(zip(node.output_names, node.outputs, strict=True))
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
