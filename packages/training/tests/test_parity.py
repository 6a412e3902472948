from __future__ import annotations

import numpy as np
import pytest
import torch

from netwright.data import Prepared
from netwright.interfaces.documents import Recipe
from netwright.interfaces.errors import ParityError
from netwright.layers import CheckedNetwork, build, builder, check
from netwright.training.deployed import Deployed, deployed_on_cpu
from netwright.training.export import deployed_to_onnx
from netwright.training.parity import check_parity


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
    parity = check_parity(graph, deployed, checked, digits.val.inputs)
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
        check_parity(graph, deployed, checked, digits.val.inputs)


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
        check_parity(graph, deployed, checked, images)
    assert caught.value.places["layer"].startswith("'relu' (ReLU), where outputs first differ")
