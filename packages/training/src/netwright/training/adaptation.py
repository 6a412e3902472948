"""Making a network of the library fit the data: its input, and the width of its last layer."""

from __future__ import annotations

from netwright.interfaces.documents import (
    AnyPreprocessing,
    Dataset,
    Input,
    Network,
    Node,
    TextPreprocessing,
)
from netwright.training.expected_output import output_width

_WIDTHS = {"Linear": "out_features", "Conv1d": "out_channels", "Conv2d": "out_channels"}


def adapted(network: Network, dataset: Dataset) -> Network:
    """The network with the data's input, its tokens, and as many outputs as the task needs.

    Only the inputs, embeddings that read them, and a last Linear or convolution are changed.
    """
    preprocessing = dataset.preprocessing
    wanted = Input(shape=preprocessing.shape, dtype=preprocessing.dtype)
    last, width = set(network.outputs.values()), output_width(dataset)
    nodes = tuple(
        _widened(_reading_tokens(node, network, preprocessing), last, width)
        for node in network.nodes
    )
    return network.model_copy(
        update={"inputs": dict.fromkeys(network.inputs, wanted), "nodes": nodes}
    )


def _reading_tokens(node: Node, network: Network, preprocessing: AnyPreprocessing) -> Node:
    reads = node.op == "Embedding" and set(node.inputs) <= network.inputs.keys()
    if not reads or not isinstance(preprocessing, TextPreprocessing):
        return node
    return _with(node, "num_embeddings", preprocessing.tokens)


def _widened(node: Node, last: set[str], width: int) -> Node:
    known = node.id in last and node.op in _WIDTHS
    return _with(node, _WIDTHS[node.op], width) if known else node


def _with(node: Node, name: str, value: int) -> Node:
    return node.model_copy(update={"params": {**node.params, name: value}})
