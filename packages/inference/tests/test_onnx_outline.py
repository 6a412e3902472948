from __future__ import annotations

from collections.abc import Callable

import onnx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from onnx import external_data_helper, helper

from netwright.inference.onnx_outline import NotOnnx, Outline, read_outline
from netwright.inference.wire import BrokenMessage

Graph = Callable[..., onnx.ModelProto]


def outline(model: onnx.ModelProto) -> Outline:
    return read_outline(model.SerializeToString())


def elsewhere(name: str) -> onnx.TensorProto:
    """A tensor whose values are in the file `name`."""
    tensor = onnx.TensorProto(name="t", data_type=1, dims=[1], raw_data=b"0000")
    external_data_helper.set_external_data(tensor, name)
    return tensor


def test_metadata_is_what_onnx_reads(build_graph: Graph) -> None:
    model = build_graph(labels=("кот", "犬", ""))
    helper.set_model_props(model, {"a": "", "": "b", "long": "ü" * 10_000})
    expected = {entry.key: entry.value for entry in model.metadata_props}
    assert outline(model) == Outline(expected, ())


def test_external_files_are_found_wherever_a_tensor_can_be(build_graph: Graph) -> None:
    model = build_graph()
    inner = onnx.GraphProto(name="inner", initializer=[elsewhere("in-branch")])
    sparse = onnx.SparseTensorProto(values=elsewhere("in-sparse"))
    node = helper.make_node("If", ["condition"], ["y"], then_branch=inner)
    node.attribute.append(helper.make_attribute("several", [elsewhere("in-list")]))
    model.graph.initializer.append(elsewhere("in-graph"))
    model.graph.sparse_initializer.append(sparse)
    model.graph.node.append(node)
    function = model.functions.add(name="f")
    function.node.append(helper.make_node("Constant", [], ["c"], value=elsewhere("in-function")))
    model.training_info.add().algorithm.initializer.append(elsewhere("in-training"))
    assert set(outline(model).external_files) == {
        *("in-branch", "in-sparse", "in-list", "in-graph", "in-function", "in-training")
    }


def test_graphs_nested_without_end_do_not_exhaust_the_stack(build_graph: Graph) -> None:
    message = onnx.GraphProto(initializer=[elsewhere("at-the-bottom")]).SerializeToString()
    for _ in range(5000):
        for tag in (b"\x32", b"\x2a", b"\x0a"):  # AttributeProto.g, NodeProto.attribute, .node
            message = tag + varint(len(message)) + message
    whole = build_graph().SerializeToString() + b"\x3a" + varint(len(message)) + message
    assert read_outline(whole).external_files == ("at-the-bottom",)


def varint(number: int) -> bytes:
    last = number < 0x80
    return bytes([number]) if last else bytes([number & 0x7F | 0x80]) + varint(number >> 7)


@given(st.binary(max_size=200))
def test_any_bytes_are_an_outline_or_a_refusal(content: bytes) -> None:
    with pytest.raises((NotOnnx, BrokenMessage)):
        read_outline(b"\x08\x09" + content + b"\x07")


@given(st.binary(max_size=300))
def test_any_graph_is_an_outline_or_a_refusal(graph: bytes) -> None:
    try:
        read_outline(b"\x08\x09\x3a" + varint(len(graph)) + graph + b"\x42\x00")
    except BrokenMessage:
        return
