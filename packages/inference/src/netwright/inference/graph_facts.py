"""What a model's graph is made of, for `netwright inspect`."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from netwright.inference.model_file import ModelFile
from netwright.inference.onnx_graph import read_graph

if TYPE_CHECKING:
    import onnx


@dataclass(frozen=True)
class GraphFacts:
    """Facts of an ONNX graph.

    Attributes:
        opsets: The version of each operator set that it uses, by domain.
        ir_version: The version of the ONNX format itself.
        parameters: How many numbers are stored in it, sizes and indices apart; the network's
            parameters and buffers, and the constants of the normalisation and of quantisation.
        operators: How many of each operator, the most frequent first.
    """

    opsets: dict[str, int]
    ir_version: int
    parameters: int
    operators: dict[str, int]


def read_graph_facts(file: ModelFile) -> GraphFacts:
    """The facts of the graph in `file`. Raises ModelError when it cannot be parsed."""
    model = read_graph(file)
    graphs = list(graphs_in(model.graph))
    # protobuf gives bytes for a name that is not UTF-8.
    operators = Counter(str(node.op_type) for graph in graphs for node in graph.node)
    return GraphFacts(
        opsets={str(opset.domain or "ai.onnx"): opset.version for opset in model.opset_import},
        ir_version=model.ir_version,
        parameters=sum(_number_count(graph) for graph in graphs),
        operators=dict(operators.most_common()),
    )


def graphs_in(graph: onnx.GraphProto) -> Iterator[onnx.GraphProto]:
    """The graph and those inside its control flow."""
    waiting = [graph]
    while waiting:
        graph = waiting.pop()
        yield graph
        for node in graph.node:
            for attribute in node.attribute:
                waiting += [*([attribute.g] if attribute.HasField("g") else []), *attribute.graphs]


def _number_count(graph: onnx.GraphProto) -> int:
    from onnx import TensorProto

    t = TensorProto
    floats = (t.FLOAT, t.FLOAT16, t.BFLOAT16, t.DOUBLE)
    quantised = (t.INT8, t.UINT8, t.INT32)  # Weights, and biases; sizes and indices are INT64.
    kinds = {*floats, *quantised}
    return sum(math.prod(tensor.dims) for tensor in graph.initializer if tensor.data_type in kinds)
