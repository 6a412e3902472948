"""Which part of a graph is made smaller: from its first layer with weights to its last."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import onnx

_WITH_WEIGHTS = frozenset({"Conv", "ConvTranspose", "GRU", "Gemm", "LSTM", "MatMul", "RNN"})


def nodes_outside(graph: onnx.GraphProto) -> list[str]:
    """The names of the nodes before the first layer with weights and after the last.

    They turn what was read into what the network takes, and what it gives into answers. There the
    values are in units of their own, such as prices of houses, that few bits cannot hold; and they
    take next to no time and memory.

    Args:
        graph: Its nodes have names, and are in the order in which they are computed.
    """
    stored = {tensor.name for tensor in graph.initializer}
    with_weights = [_has_weights(node, stored) for node in graph.node]
    pairs = list(zip(graph.node, with_weights, strict=True))
    after: set[str] = set()
    behind = []
    for node, has in pairs:
        behind.append(has or not after.isdisjoint(node.input))
        after.update(node.output if behind[-1] else ())
    before: set[str] = set()
    ahead = []
    for node, has in reversed(pairs):
        ahead.append(has or not before.isdisjoint(node.output))
        before.update(node.input if ahead[-1] else ())
    inside = zip(graph.node, behind, reversed(ahead), strict=True)
    return [node.name for node, is_behind, is_ahead in inside if not (is_behind and is_ahead)]


def _has_weights(node: onnx.NodeProto, stored: set[str]) -> bool:
    # An embedding is a Gather from a stored table.
    embeds = node.op_type == "Gather" and node.input[0] in stored
    return node.op_type in _WITH_WEIGHTS or embeds
