"""A graph in half precision: 16-bit floating point inside, its inputs and outputs as they were."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netwright.inference.transforming.graph_body import nodes_outside

if TYPE_CHECKING:
    import onnx


def in_half_precision(model: onnx.ModelProto) -> onnx.ModelProto:
    """The model, changed, by onnxruntime's converter.

    Half the size; faster where the processor computes in 16 bits, as GPUs do. On a CPU onnxruntime
    turns the numbers back into 32 bits as it goes.
    """
    from onnxruntime.transformers.float16 import convert_float_to_float16

    left = [*nodes_outside(model.graph), *_transposed_factors(model.graph)]
    half = convert_float_to_float16(model, keep_io_types=True, node_block_list=left)
    _straighten(half.graph)
    return half


def _transposed_factors(graph: onnx.GraphProto) -> list[str]:
    """The names of the nodes that transpose what is multiplied by a matrix.

    onnxruntime (1.32) joins the two, and then crashes on a CPU when they are in half precision.
    """
    factors = {name for node in graph.node if node.op_type == "MatMul" for name in node.input}
    return [n.name for n in graph.node if n.op_type == "Transpose" and n.output[0] in factors]


def _straighten(graph: onnx.GraphProto) -> None:
    """Take out the ways through half precision from one part in single precision to the next.

    The converter leads inputs and outputs through it, where the price of a house is infinite.
    """
    makers = {name: node for node in graph.node for name in node.output}
    for node in graph.node:
        maker = makers.get(node.input[0]) if _casts_to(node, "FLOAT") else None
        if maker is not None and _casts_to(maker, "FLOAT16"):
            node.input[0] = maker.input[0]
    used = {name for node in graph.node for name in node.input} | {o.name for o in graph.output}
    for node in [node for node in graph.node if _casts_to(node, "FLOAT16")]:
        if node.output[0] not in used:
            graph.node.remove(node)


def _casts_to(node: onnx.NodeProto, dtype: str) -> bool:
    from onnx import TensorProto

    wanted = getattr(TensorProto, dtype)
    return node.op_type == "Cast" and any(a.name == "to" and a.i == wanted for a in node.attribute)
