from __future__ import annotations

import numpy as np
import onnx
import pytest
import torch
from numpy.typing import NDArray
from torch import nn

from netwright.layers import build, check
from netwright.layers.library import library_network
from netwright.layers.testing import random_inputs
from netwright.layers.testing import to_onnx as layers_to_onnx
from netwright.training.shipping.model_writing import session_of
from netwright.training.shipping.opsets import lower_opset, opset_of
from netwright.training.shipping.tracing import to_onnx


def _graph(*layers: nn.Module) -> onnx.ModelProto:
    torch.manual_seed(0)
    return to_onnx(nn.Sequential(*layers).eval(), torch.zeros(2, 3, 8, 8), "x", ("y",))


def _run(graph: onnx.ModelProto) -> NDArray[np.float32]:
    x = np.random.default_rng(0).normal(size=(3, 3, 8, 8)).astype(np.float32)
    (y,) = session_of(graph).run(None, {"x": x})
    return y


@pytest.mark.parametrize(
    ("layers", "opset", "ir_version"),
    [
        # Sums, products and ReLU are of 14, and ONNX has no way to turn them into older ones.
        ([nn.Conv2d(3, 4, 3), nn.ReLU()], 14, 7),
        # Means over axes that are an input are of 18, and become such of 13.
        ([nn.Conv2d(3, 40, 3), nn.ReLU(), nn.AdaptiveAvgPool2d(1)], 14, 7),
        ([nn.Upsample(scale_factor=2, mode="bilinear")], 13, 7),
    ],
)
def test_a_graph_is_written_in_the_lowest_opset_that_it_can_do_with(
    layers: list[nn.Module], opset: int, ir_version: int
) -> None:
    graph = _graph(*layers)
    expected = _run(graph)
    lower_opset(graph, lambda: np.allclose(_run(graph), expected, atol=1e-5))
    onnx.checker.check_model(graph)
    assert (opset_of(graph), graph.ir_version) == (opset, ir_version)
    np.testing.assert_allclose(_run(graph), expected, atol=1e-5)
    assert [value.name for value in graph.graph.input] == ["x"]
    assert all(node.metadata_props for node in graph.graph.node)


def test_what_the_converter_makes_is_taken_only_if_it_computes_the_same() -> None:
    graph = _graph(nn.ReLU(), nn.AdaptiveAvgPool2d(1))
    before = list(graph.graph.node)
    tried: list[int] = []

    def is_same() -> bool:
        tried.append(opset_of(graph))
        return False

    lower_opset(graph, is_same)
    assert tried == [14, 18]
    assert (list(graph.graph.node), opset_of(graph)) == (before, 18)


def test_no_line_of_source_code_is_in_the_graph() -> None:
    graph = _graph(nn.ReLU())
    assert b".py" not in graph.SerializeToString()


@pytest.mark.parametrize("name", ["lenet-5", "mlp", "char-lstm"])
def test_an_example_network_computes_the_same_in_its_lowest_opset(name: str) -> None:
    checked = check(library_network(name))
    torch.manual_seed(0)
    module = build(checked).eval()
    graph = onnx.load_model_from_string(layers_to_onnx(module, checked))
    (given,) = (tensor.detach() for tensor in random_inputs(checked, 3))
    with torch.no_grad():
        (expected,) = (value.numpy() for value in module(given).values())

    def is_same() -> bool:
        (name,) = checked.network.inputs
        (got,) = session_of(graph).run(None, {name: given.numpy()})
        return np.allclose(got, expected, rtol=1e-4, atol=1e-5)

    lower_opset(graph, is_same)
    assert opset_of(graph) == 14
