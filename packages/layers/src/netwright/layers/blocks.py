"""Blocks: sub-networks with parameters, defined in a document or in the library."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from netwright.interfaces.documents import Block, Input, Network, Node
from netwright.interfaces.errors import NetworkError, did_you_mean
from netwright.layers.expressions import fill
from netwright.layers.layer import TensorType
from netwright.layers.library import library_blocks


def find_block(op: str, blocks: Mapping[str, Block]) -> Block | None:
    """The block named `op`: the document's own, else the library's."""
    return blocks.get(op) or library_blocks().get(op)


def body(
    op: str, block: Block, node: Node, inputs: tuple[TensorType, ...], blocks: Mapping[str, Block]
) -> Network:
    """The block as a network of its own, its parameters filled in.

    Args:
        op: The block's name.
        block: Its definition.
        node: The node that uses it.
        inputs: The types of what flows into that node.
        blocks: The blocks that its nodes may use.

    Raises:
        NetworkError: A parameter is missing, unknown or does not divide, or the number of inputs
            is not the block's.
    """
    if len(inputs) != len(block.inputs):
        raise NetworkError(
            f"the block {op} takes {len(block.inputs)} input(s) ({', '.join(block.inputs)}), "
            f"but {len(inputs)} came.",
            fix="wire one node into each input of the block.",
        )
    flowing = dict(zip(block.inputs, inputs, strict=True))
    values = _values(op, block, node) | _sizes(flowing)
    return Network(
        name=op,
        description=block.description,
        inputs={name: Input.model_construct(**flows._asdict()) for name, flows in flowing.items()},
        nodes=tuple(_filled(inner, values) for inner in block.nodes),
        outputs=block.outputs,
        blocks=blocks,
    )


def self_contained(network: Network) -> Network:
    """The network with the definitions of the library's blocks that it uses in the document.

    What is stored with a run must build the same network with every later library.
    """
    blocks, waiting = dict(network.blocks), [*network.nodes]
    for block in network.blocks.values():
        waiting += block.nodes
    while waiting:
        op = waiting.pop().op
        if op not in blocks and op in library_blocks():
            blocks[op] = library_blocks()[op]
            waiting += blocks[op].nodes
    return network.model_copy(update={"blocks": blocks})


def _values(op: str, block: Block, node: Node) -> dict[str, Any]:
    """The block's parameters, each as ``$name``."""
    for name in node.params:
        if name not in block.params:
            raise NetworkError(
                f"the block {op} has no parameter {name!r}.",
                fix=did_you_mean(name, block.params) if block.params else f"remove {name!r}.",
            )
    values = {**block.params, **node.params}
    for name, value in values.items():
        if value is None:
            raise NetworkError(
                f"the block {op} needs the parameter {name!r}.", fix=f"add {name!r}."
            )
    return {f"${name}": value for name, value in values.items()}


def _sizes(inputs: Mapping[str, TensorType]) -> dict[str, Any]:
    """The sizes of what flows in, each as ``$input[axis]``, the batch axis not counted."""
    return {
        f"${name}[{axis}]": size
        for name, flows in inputs.items()
        for axis, size in enumerate(flows.shape)
    }


def _filled(node: Node, values: Mapping[str, Any]) -> Node:
    params = {name: fill(value, values, node.id) for name, value in node.params.items()}
    return node.model_copy(update={"params": params}) if params else node
