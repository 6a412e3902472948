"""Which nodes of a built network's graph are the layers of its document."""

from __future__ import annotations

from typing import NamedTuple

from torch import fx

_META = "netwright.layer"


class LayerNode(NamedTuple):
    """A layer of the document, and where the graph has its value.

    Attributes:
        id: Its id in the document. The graph may call it otherwise: `sum` would hide Python's own.
        op: What it is.
        node: Its node, whose value is a tensor, or a tuple of them for a layer of several outputs.
    """

    id: str
    op: str
    node: fx.Node


def mark_layer(node: fx.Node, id: str, op: str) -> None:
    """Remember of a graph's node which layer it is; copies of the graph remember it too."""
    node.meta[_META] = (id, op)


def layer_nodes(network: fx.GraphModule) -> tuple[LayerNode, ...]:
    """The layers of a network from `build`, or of a part of it, in the order they are computed.

    What is inside a block is not among them: the block is.
    """
    marked = [(node.meta.get(_META), node) for node in network.graph.nodes]
    return tuple(LayerNode(mark[0], mark[1], node) for mark, node in marked if mark is not None)
