"""A part of a built network as a network of its own, with the same modules."""

from __future__ import annotations

from torch import fx, nn

from netwright.interfaces.documents import Recipe
from netwright.training.outputs import outputs_of


def main_part(network: nn.Module, recipe: Recipe) -> nn.Module:
    """The network with its main output alone, without the layers that lead to others."""
    names = outputs_of(recipe)
    if len(names) < 2:
        return network
    assert isinstance(network, fx.GraphModule)
    (outputs,) = network.graph.output_node().args
    assert isinstance(outputs, dict)
    return part_before(network, outputs[names[0]], names[0])


def part_before(network: fx.GraphModule, last: fx.Node, output: str) -> fx.GraphModule:
    """The network as far as a node of its graph, which is the only output.

    Args:
        network: From `netwright.layers.build`.
        last: The node.
        output: What its value is called.
    """
    needed = _reached(last)
    graph = fx.Graph()
    copied: dict[fx.Node, fx.Node] = {}
    for node in network.graph.nodes:
        if node in needed or node.op == "placeholder":
            copied[node] = graph.node_copy(node, lambda old: copied[old])
    graph.output({output: copied[last]})
    return fx.GraphModule(network, graph)


def _reached(last: fx.Node) -> set[fx.Node]:
    reached: set[fx.Node] = set()
    waiting = [last]
    while waiting:
        node = waiting.pop()
        if node not in reached:
            reached.add(node)
            waiting += node.all_input_nodes
    return reached
