from __future__ import annotations

import re

import numpy as np
import onnx
import pytest
import torch

from netwright.data import Prepared
from netwright.interfaces.documents import Recipe
from netwright.interfaces.errors import ParityError
from netwright.layers import CheckedNetwork, build, builder, check
from netwright.training.shipping.deployed import Deployed, deployed_on_cpu
from netwright.training.shipping.parity import check_parity
from netwright.training.shipping.tracing import deployed_to_onnx


def _network():
    x = builder.input("image", (1, 8, 8))
    x = builder.relu(builder.conv2d(x, 4, kernel_size=3, name="conv"), name="relu")
    return check(builder.network(logits=builder.linear(builder.flatten(x), 10, name="head")))


def _deployed(checked: CheckedNetwork, digits: Prepared) -> Deployed:
    return deployed_on_cpu(build(checked), digits.document, Recipe())


def test_a_faithful_export_passes(digits: Prepared) -> None:
    checked = _network()
    deployed = _deployed(checked, digits)
    graph = deployed_to_onnx(deployed, digits.val.inputs)
    parity = check_parity(graph, deployed, digits.val.inputs)
    assert parity.max_abs_difference <= parity.tolerance
    assert parity.top1_agreement == 1
    assert parity.batch_sizes == (1, 64)


@pytest.mark.parametrize("factor", [1.5, float("nan")])
def test_an_export_with_other_weights_is_refused(digits: Prepared, factor: float) -> None:
    checked = _network()
    deployed = _deployed(checked, digits)
    graph = deployed_to_onnx(deployed, digits.val.inputs)
    with torch.no_grad():
        deployed.network.head.weight *= factor
    with pytest.raises(ParityError, match="onnxruntime differs from torch"):
        check_parity(graph, deployed, digits.val.inputs)


class _WrongWhenExported(torch.nn.Module):
    """As a layer whose export is wrong: it computes something else while it is traced."""

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return x * 3 if torch.compiler.is_compiling() else x


def test_the_first_layer_that_diverges_is_named(digits: Prepared) -> None:
    checked = _network()
    deployed = _deployed(checked, digits)
    deployed.network.relu = _WrongWhenExported()
    images = np.array(digits.val.inputs[:20])
    graph = deployed_to_onnx(deployed, images)
    with pytest.raises(ParityError) as caught:
        check_parity(graph, deployed, images)
    told = caught.value.places["layer"]
    assert told.startswith("'relu' (ReLU) is where they first differ: torch gives ")
    values = re.search(r"torch gives (.+), onnxruntime (.+)$", told)
    assert values is not None
    by_torch, by_onnxruntime = map(float, values.groups())
    assert by_onnxruntime == pytest.approx(3 * by_torch, rel=1e-4)
    assert by_torch != 0


@pytest.mark.parametrize(
    ("weight", "told"),
    [
        ("network.conv.weight", "'conv' (Conv2d)"),
        ("network.head.bias", "'head' (Linear)"),
        ("preprocess.shift", "the preprocessing"),
    ],
)
def test_a_weight_that_was_changed_in_the_graph_is_found(
    digits: Prepared, weight: str, told: str
) -> None:
    checked = _network()
    deployed = _deployed(checked, digits)
    graph = deployed_to_onnx(deployed, digits.val.inputs)
    (tensor,) = (t for t in graph.graph.initializer if t.name == weight)
    changed = onnx.numpy_helper.to_array(tensor) + np.float32(0.5)
    tensor.CopyFrom(onnx.numpy_helper.from_array(changed, weight))
    with pytest.raises(ParityError) as caught:
        check_parity(graph, deployed, digits.val.inputs)
    assert caught.value.places["layer"].startswith(f"{told} is where they first differ: torch")


def test_a_layer_that_is_fused_into_the_next_is_not_blamed(digits: Prepared) -> None:
    x = builder.input("image", (1, 8, 8))
    x = builder.batchnorm2d(builder.conv2d(x, 4, kernel_size=3, name="conv"), name="norm")
    x = builder.relu(x, name="relu")
    checked = check(builder.network(logits=builder.linear(builder.flatten(x), 10, name="head")))
    deployed = _deployed(checked, digits)
    graph = deployed_to_onnx(deployed, digits.val.inputs)
    assert "BatchNormalization" not in {node.op_type for node in graph.graph.node}
    (last,) = (node for node in graph.graph.node if node.op_type == "Softmax")
    last.op_type = "LogSoftmax"
    with pytest.raises(ParityError) as caught:
        check_parity(graph, deployed, digits.val.inputs)
    told = caught.value.places["layer"]
    assert told.startswith("the output 'probabilities' is where they first differ")
