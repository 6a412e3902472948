"""What a network is made of and what it costs: a table for people, exact numbers for programs."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from netwright.interfaces.documents import Network
from netwright.layers.checked import CheckedNetwork, check
from netwright.layers.layer import TensorType
from netwright.layers.seeing.cost import Cost, NodeCost, costs, total
from netwright.layers.seeing.key_parameters import key_parameters, printable
from netwright.layers.seeing.memory import ActivationMemory, activation_memory
from netwright.layers.seeing.table import Row, table

_HEADINGS = ("node", "op", "settings", "output", "parameters", "mult-adds")


@dataclass(frozen=True)
class Summary:
    """A network with what it costs. `str` is the table that the command shows.

    Attributes:
        checked: The network, every shape known.
        nodes: What each node costs, those in blocks inside their block's.
        cost: Of all of them.
        memory: Of the tensors between layers.
    """

    checked: CheckedNetwork
    nodes: tuple[NodeCost, ...]
    cost: Cost
    memory: ActivationMemory

    def __str__(self) -> str:
        return self.table()

    def table(self, *, blocks: bool = False) -> str:
        """A row a node, then totals, within 100 columns.

        Args:
            blocks: Whether the nodes of blocks have rows too, indented under their block.
        """
        inputs = [(name, "input", "", str(i), "", "") for name, i in _inputs(self.checked).items()]
        rows = table(_HEADINGS, [*inputs, *_rows(self.nodes, blocks)], long=2, right=2)
        return "\n".join([_title(self.checked), "", *rows, "", *self._totals()])

    def to_dict(self) -> dict[str, Any]:
        """Everything, exact, as JSON can hold it."""
        return {
            "name": self.checked.network.name,
            "inputs": {name: _flows(i) for name, i in _inputs(self.checked).items()},
            "nodes": [_node(node) for node in self.nodes],
            "outputs": {name: _flows(flows) for name, flows in self.checked.outputs.items()},
            "layers": self.checked.layers,
            **self.cost._asdict(),
            "activation_bytes": self.memory._asdict(),
        }

    def _totals(self) -> Iterator[str]:
        cost, memory = self.cost, self.memory
        trainable = f"{cost.trainable:,} trainable, {cost.parameters - cost.trainable:,} frozen"
        yield f"layers          {self.checked.layers:,}"
        yield f"parameters      {cost.parameters:,} ({trainable})"
        yield f"weights         {in_bytes(cost.weights_bytes)}"
        yield f"multiply-adds   {in_thousands(cost.multiply_adds)} for one sample"
        yield f"activations     {in_bytes(memory.inference)} at the peak of inference,"
        yield f"                {in_bytes(memory.training)} kept for training, {_batch(memory)}"


def summarize(network: Network | CheckedNetwork, *, batch_size: int = 1) -> Summary:
    """What a network is made of and what it costs.

    Args:
        network: The document, or what `check` gave for it.
        batch_size: The samples at once that activation memory is told for.

    Raises:
        NetwrightError: The network is not valid; see `check`.
    """
    checked = check(network) if isinstance(network, Network) else network
    nodes = costs(checked)
    cost = total(node.cost for node in nodes)
    return Summary(checked, nodes, cost, activation_memory(checked, batch_size))


def in_bytes(count: int) -> str:
    """Bytes in the unit that people speak of: 1.4 MB, where 1 MB is 1,000,000 bytes."""
    return f"{in_thousands(count)}B" if count >= 1000 else f"{count} B"


def in_thousands(count: int) -> str:
    """A count with three digits and a unit: 118 M."""
    for unit, size in (("T", 10**12), ("G", 10**9), ("M", 10**6), ("k", 10**3)):
        # 999.95 k is written as 1.00 M.
        if count >= size * 0.9995:
            value = count / size
            return f"{value:.{2 if value < 9.995 else 1 if value < 99.95 else 0}f} {unit}"
    return str(count)


def _title(checked: CheckedNetwork) -> str:
    outputs = ", ".join(f"{name} {flows}" for name, flows in checked.outputs.items())
    inputs = ", ".join(f"{name} {flows}" for name, flows in _inputs(checked).items())
    return f"{printable(checked.network.name)}: {inputs} → {outputs}"


def _inputs(checked: CheckedNetwork) -> dict[str, TensorType]:
    return {name: checked.types[name] for name in checked.network.inputs}


def _batch(memory: ActivationMemory) -> str:
    return f"for {memory.batch_size:,} sample{'s' if memory.batch_size > 1 else ''} at once"


def _rows(nodes: Iterable[NodeCost], blocks: bool, depth: int = 0) -> Iterator[Row]:
    for part in nodes:
        node, cost = part.node.node, part.cost
        given = ", ".join(f"{name}={value}" for name, value in key_parameters(part.node).items())
        weights = f"{cost.parameters:,}" if cost.parameters else ""
        yield (
            f"{'  ' * depth}{node.id}",
            node.op,
            given,
            " ".join(map(str, part.node.outputs)),
            f"= {node.weights_of}" if node.weights_of else weights,
            in_thousands(cost.multiply_adds) if cost.multiply_adds else "",
        )
        if blocks:
            yield from _rows(part.inside, blocks, depth + 1)


def _node(part: NodeCost) -> dict[str, Any]:
    node, layer = part.node, part.node.layer
    block = isinstance(layer, CheckedNetwork)
    return {
        "path": part.path,
        "op": node.node.op,
        "params": node.node.params if isinstance(layer, CheckedNetwork) else _params(layer),
        "inputs": [_flows(flows) for flows in node.inputs],
        "outputs": {n: _flows(f) for n, f in zip(node.output_names, node.outputs, strict=True)},
        "weights_of": node.node.weights_of,
        **part.cost._asdict(),
        **({"nodes": [_node(inner) for inner in part.inside]} if block else {}),
    }


def _params(layer: Any) -> dict[str, Any]:
    return json.loads(layer.model_dump_json())


def _flows(flows: TensorType) -> dict[str, Any]:
    return {"shape": list(flows.shape), "dtype": flows.dtype}
