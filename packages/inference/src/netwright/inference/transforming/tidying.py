"""A graph without what its answers do not need."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from netwright.inference.graph_facts import graphs_in

if TYPE_CHECKING:
    import onnx


def tidy(model: onnx.ModelProto) -> onnx.ModelProto:
    """The model, changed and checked: nodes are in order and named, and what nothing uses is gone.

    That is the exporter's notes on where each node comes from, a tenth of a small model; and sets
    of operators that no node is of, for which other runtimes might refuse the file.
    """
    from onnx import checker
    from onnxruntime.quantization.onnx_model import ONNXModel

    used = {"", *(node.domain for function in model.functions for node in function.node)}
    for graph in graphs_in(model.graph):
        used |= {node.domain for node in graph.node}
        for part in _with_notes(graph):
            part.ClearField("metadata_props")
            part.ClearField("doc_string")
    _name_nodes(model.graph)
    # The tools put some nodes behind those that need them, which onnxruntime alone takes.
    ONNXModel(model).topological_sort()
    needed = [opset for opset in model.opset_import if opset.domain in used]
    del model.opset_import[:]
    model.opset_import.extend(needed)
    checker.check_model(model)
    return model


def _with_notes(graph: onnx.GraphProto) -> Iterator[onnx.GraphProto]:
    yield graph
    for parts in (graph.node, graph.initializer, graph.value_info, graph.input, graph.output):
        yield from parts


def _name_nodes(graph: onnx.GraphProto) -> None:
    """onnxruntime's tools tell nodes by their names."""
    taken = {node.name for node in graph.node}
    for number, node in enumerate(graph.node):
        if not node.name:
            node.name = f"{node.op_type}_{number}"
            while node.name in taken:
                node.name += "_"
            taken.add(node.name)
