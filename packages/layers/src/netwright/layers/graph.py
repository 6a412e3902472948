"""The order of a network's nodes, and what is wrong with a graph that has none."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping
from graphlib import CycleError, TopologicalSorter

from netwright.interfaces.documents import Network, Node
from netwright.interfaces.errors import NetworkError, did_you_mean


def source_of(reference: str) -> str:
    """The id of the input or node that a reference ``id`` or ``id.output`` points at."""
    return reference.partition(".")[0]


def ordered_nodes(network: Network) -> tuple[Node, ...]:
    """The nodes, each after the nodes it reads; nodes that nothing reads are left out.

    The order depends on the graph and the document's order alone, so that the same document gives
    the same weights under the same seed.

    Raises:
        NetworkError: An id is used twice, a reference points nowhere, or there is a cycle.
    """
    nodes = _nodes_by_id(network)
    known = {**network.inputs, **nodes}
    for node in network.nodes:
        for reference in node.inputs:
            _check_known(reference, known, f"node {node.id!r}")
    for name, reference in network.outputs.items():
        _check_known(reference, known, f"output {name!r}")
    return _sorted(network, nodes)


def _nodes_by_id(network: Network) -> dict[str, Node]:
    nodes: dict[str, Node] = {}
    for node in network.nodes:
        if node.id in nodes or node.id in network.inputs:
            raise NetworkError(
                f"the id {node.id!r} is used twice.",
                network=network.name,
                fix=f"rename one of them, for example to '{node.id}_2'.",
            )
        nodes[node.id] = node
    return nodes


def _check_known(reference: str, known: Mapping[str, object], reader: str) -> None:
    if source_of(reference) not in known:
        raise NetworkError(
            f"{reader} reads {reference!r}, but there is no such node or input.",
            fix=did_you_mean(source_of(reference), known),
        )


def _sorted(network: Network, nodes: Mapping[str, Node]) -> tuple[Node, ...]:
    used = _reached(network.outputs.values(), nodes)
    sorter: TopologicalSorter[str] = TopologicalSorter()
    for node in network.nodes:
        if node.id in used:
            sorter.add(node.id, *(source_of(reference) for reference in node.inputs))
    try:
        order = [id for id in sorter.static_order() if id in nodes]
    except CycleError as error:
        raise NetworkError(
            "the network has a cycle: data would flow in a circle.",
            cycle=" → ".join(error.args[1]),
            fix="remove one of these wires; a skip connection reads an earlier node.",
        ) from None
    return tuple(nodes[id] for id in order)


def _reached(outputs: Iterable[str], nodes: Mapping[str, Node]) -> Container[str]:
    """The ids that the outputs depend on."""
    reached: set[str] = set()
    waiting = [source_of(reference) for reference in outputs]
    while waiting:
        id = waiting.pop()
        if id in nodes and id not in reached:
            reached.add(id)
            waiting += (source_of(reference) for reference in nodes[id].inputs)
    return reached
