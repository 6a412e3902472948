"""A network document as nodes: an input node each, layers, blocks, and the Network node."""

from __future__ import annotations

import functools
from typing import Any

from netwright.interfaces.documents import Block, Input, Network, Node
from netwright.layers import CheckedNetwork, check, layer_types
from netwright.layers.library import library_blocks

from ..layers.layer_node import layer_node
from ..layers.text_values import as_text, number
from ..nodes.block import BlockNode
from ..nodes.image_input import ImageInput
from ..nodes.network import NetworkNode
from ..nodes.table_input import TableInput
from ..nodes.tensor_input import TensorInput
from ..wiring.many_inputs import GROUP
from .inexpressible import InexpressibleError
from .layer_values import layer_values
from .sheet import Sheet, Wire

MOST_NODES = 1000
_MOST_INTO_ONE = 8
"""As many sockets a node has where they do not grow."""

Wires = dict[str, Wire]
"""What gives each reference of a document, such as ``conv1`` or ``lstm.hidden``."""


class NetworkSheet:
    """Puts networks onto a sheet.

    Args:
        sheet: The workflow so far.
        dataset: Where a data set comes from, if there is one: inputs of its shape are wired to it.
        shape: The shape of that data set's samples.
    """

    def __init__(
        self, sheet: Sheet, dataset: Wire | None = None, shape: tuple[int, ...] = ()
    ) -> None:
        self._sheet, self._dataset, self._shape = sheet, dataset, shape

    def add(self, network: Network) -> Wire:
        """Put the network onto the sheet; the output of its Network node.

        Raises:
            InexpressibleError: There are no nodes for something in it.
            NetwrightError: The network does not fit together.
        """
        checked = check(network)
        wires = {name: self._input(name, entry) for name, entry in network.inputs.items()}
        self._add_nodes(checked, wires)
        ends = [wires[reference] for reference in network.outputs.values()]
        return Wire(self._sheet.add(NetworkNode, {"name": network.name}, _grown(ends)))

    def _input(self, name: str, entry: Input) -> Wire:
        wires: Wires = {}
        if self._dataset is not None and tuple(entry.shape) == self._shape:
            wires = {"dataset": self._dataset}
        kind, widgets = _input_node(entry)
        return Wire(self._sheet.add(kind, widgets, wires, title=_title(kind, name)))

    def _add_nodes(self, checked: CheckedNetwork, wires: Wires) -> None:
        for found in checked.nodes:
            node, into = found.node, [wires[reference] for reference in found.node.inputs]
            if node.weights_of is not None:
                raise InexpressibleError(f"{node.id} shares the weights of {node.weights_of}")
            if len(self._sheet.nodes) > MOST_NODES:
                raise InexpressibleError(f"it has more than {MOST_NODES} layers")
            if not isinstance(found.layer, CheckedNetwork):
                self._add_layer(node, into, wires)
            elif _is_one_node(node, checked.network.blocks.get(node.op)):
                self._add_block(node, into, wires)
            else:
                _name_inner(wires, node.id, found.layer, self._within(found.layer, into))

    def _add_layer(self, node: Node, into: list[Wire], wires: Wires) -> None:
        kind = layer_types()[node.op]
        named = _grown(into) if kind.variadic else dict(zip(kind.input_names, into, strict=True))
        on_canvas = _node_of(node.op)
        values = layer_values(kind, node.params)
        id = self._sheet.add(on_canvas, values, named, title=_title(on_canvas, node.id))
        _name_outputs(wires, node.id, id, kind.output_names)

    def _add_block(self, node: Node, into: list[Wire], wires: Wires) -> None:
        typed = ", ".join(f"{name}={as_text(value)}" for name, value in node.params.items())
        widgets = {"block": node.op, "parameters": typed}
        title = f"{node.op}: {node.id}"
        id = self._sheet.add(BlockNode, widgets, _grown(into), title=title)
        _name_outputs(wires, node.id, id, tuple(library_blocks()[node.op].outputs))

    def _within(self, block: CheckedNetwork, into: list[Wire]) -> Wires:
        """The layers of a block one by one; what gives each of its references."""
        wires = dict(zip(block.network.inputs, into, strict=True))
        self._add_nodes(block, wires)
        return wires


@functools.cache
def _node_of(op: str) -> Any:
    return layer_node(layer_types()[op])


def _input_node(entry: Input) -> tuple[Any, dict[str, Any]]:
    if entry.dtype == "float32" and len(entry.shape) == 3:
        return ImageInput, dict(zip(("channels", "height", "width"), entry.shape, strict=True))
    if entry.dtype == "float32" and len(entry.shape) == 1:
        return TableInput, {"features": entry.shape[0]}
    if not entry.shape:
        raise InexpressibleError("an input has no axis but that of the batch")
    return TensorInput, {"shape": as_text(tuple(entry.shape)), "dtype": entry.dtype}


def _grown(wires: list[Wire]) -> Wires:
    if len(wires) > _MOST_INTO_ONE:
        raise InexpressibleError(f"more than {_MOST_INTO_ONE} wires lead into one node")
    return {f"{GROUP}.input_{number}": wire for number, wire in enumerate(wires)}


def _is_one_node(node: Node, own: Block | None) -> bool:
    """Whether the node Block says the same: one output, numbers, and known by its name."""
    block = library_blocks().get(node.op)
    if block is None or own not in (None, block):
        return False
    plain = all(_is_number(value) for value in node.params.values())
    return plain and len(block.outputs) == 1 and len(node.inputs) <= _MOST_INTO_ONE


def _is_number(value: Any) -> bool:
    """Whether it is still the same when it is typed and read."""
    return type(number(as_text(value))) is type(value) and number(as_text(value)) == value


def _name_inner(wires: Wires, name: str, block: CheckedNetwork, within: Wires) -> None:
    for place, (output, reference) in enumerate(block.network.outputs.items()):
        wires[f"{name}.{output}"] = within[reference]
        if place == 0:
            wires[name] = within[reference]


def _name_outputs(wires: Wires, name: str, id: int, outputs: tuple[str, ...]) -> None:
    wires[name] = Wire(id)
    for slot, output in enumerate(outputs):
        wires[f"{name}.{output}"] = Wire(id, slot)


def _title(kind: Any, name: str) -> str:
    return f"{kind.GET_SCHEMA().display_name}: {name}"
