from __future__ import annotations

import numpy as np
import onnx
import onnxruntime
import pytest
import torch
from real_data import TASKS

from netwright.data import Prepared
from netwright.interfaces.documents import LayerValue, Model, Network, Recipe
from netwright.layers import build, builder, suited_network
from netwright.training import Run
from netwright.training.shipping.deployed import Deployed, deployed_on_cpu
from netwright.training.shipping.layer_values import WithLayers, recorded_layers
from netwright.training.shipping.tracing import deployed_to_onnx, to_onnx


def _deployed(network: Network, data: Prepared) -> Deployed:
    torch.manual_seed(0)
    return deployed_on_cpu(build(network), data.document, Recipe())


def _values(graph: onnx.ModelProto, layers: list[LayerValue], raw: np.ndarray) -> list[np.ndarray]:
    """What onnxruntime computes for the layers' values."""
    asked, probe = list(dict.fromkeys(layer.value for layer in layers)), onnx.ModelProto()
    probe.CopyFrom(graph)
    del probe.graph.output[:]
    probe.graph.output.extend(onnx.helper.make_empty_tensor_value_info(name) for name in asked)
    session = onnxruntime.InferenceSession(
        probe.SerializeToString(), providers=["CPUExecutionProvider"]
    )
    found = dict(zip(asked, session.run(None, {graph.graph.input[0].name: raw}), strict=True))
    return [found[layer.value] for layer in layers]


def _assert_recorded(network: Network, data: Prepared) -> None:
    """Every layer is recorded in order, and where it has a value, that is what torch computes."""
    deployed, raw = _deployed(network, data), np.array(data.val.inputs[:3])
    graph = deployed_to_onnx(deployed, data.val.inputs)
    recorded, seen = recorded_layers(graph), WithLayers(deployed)
    assert {(layer.id, layer.op) for layer in recorded} == {
        (node.id, node.op) for node in network.nodes
    }
    with torch.no_grad():
        computed = seen(torch.from_numpy(raw))[len(deployed.output_names) :]
    kept = [(layer, value) for layer, value in zip(recorded, computed, strict=True) if layer.value]
    for (layer, expected), got in zip(
        kept, _values(graph, [layer for layer, _ in kept], raw), strict=True
    ):
        np.testing.assert_allclose(got, expected.numpy(), rtol=1e-3, atol=1e-4, err_msg=layer.id)


@pytest.mark.parametrize("task", ["iris", "digits_again", "digit_sequences", "prose"])
def test_the_recorded_value_of_a_layer_is_what_torch_computes_for_it(task: str) -> None:
    data = TASKS[task]()
    _assert_recorded(suited_network(data.document), data)


def test_layers_of_several_outputs_and_with_names_of_python_are_recorded() -> None:
    data = TASKS["digit_sequences"]()
    x = builder.input("array", (8, 8))
    read = builder.lstm(x, 6, name="read")
    flat = builder.flatten(read[0], name="flat")
    both = builder.add(flat, builder.dropout(flat, name="dropped"), name="sum")
    _assert_recorded(builder.network(logits=builder.linear(both, 10, name="head")), data)


def test_tracing_the_layers_leaves_the_graph_as_it_is_without(digits: Prepared) -> None:
    for data in (digits, TASKS["iris"]()):
        deployed = _deployed(suited_network(data.document), data)
        example = torch.from_numpy(np.array(data.val.inputs[:2]))
        plain = to_onnx(deployed, example, deployed.input_name, deployed.output_names)
        graph = deployed_to_onnx(deployed, data.val.inputs)
        assert [node.op_type for node in graph.graph.node] == [
            node.op_type for node in plain.graph.node
        ]
        assert list(graph.graph.output) == list(plain.graph.output)
        assert {tensor.name for tensor in graph.graph.initializer} == {
            tensor.name for tensor in plain.graph.initializer
        }


def test_a_written_model_says_where_its_layers_are(finished: Run) -> None:
    props = {entry.key: entry.value for entry in onnx.load(finished.model).metadata_props}
    assert set(props) == {"netwright.model"}
    layers = Model.from_json(props["netwright.model"]).layers
    assert [layer.id for layer in layers if layer.value is None] == [
        layer.id for layer in layers if layer.op == "Conv2d"
    ]
    assert layers[-1].value == "logits"
