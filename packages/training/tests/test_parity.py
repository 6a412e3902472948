from __future__ import annotations

import numpy as np
import pytest
import torch

from netwright.data import Prepared
from netwright.interfaces.errors import ParityError
from netwright.layers import build, builder, check
from netwright.training.export import deployed_on_cpu, example_images, to_onnx
from netwright.training.parity import check_parity


def _network():
    x = builder.input("image", (1, 8, 8))
    x = builder.relu(builder.conv2d(x, 4, kernel_size=3, name="conv"), name="relu")
    return check(builder.network(logits=builder.linear(builder.flatten(x), 10, name="head")))


def test_a_faithful_export_passes(digits: Prepared) -> None:
    checked = _network()
    module, preprocessing = build(checked), digits.document.preprocessing
    images = digits.val.inputs
    graph = to_onnx(
        deployed_on_cpu(module, preprocessing), example_images(images), ("logits", "probabilities")
    )
    parity = check_parity(graph, module, checked, preprocessing, images)
    assert parity.max_abs_difference <= parity.tolerance
    assert parity.top1_agreement == 1
    assert parity.batch_sizes == (1, 64)


@pytest.mark.parametrize("factor", [1.5, float("nan")])
def test_an_export_with_other_weights_is_refused(digits: Prepared, factor: float) -> None:
    checked = _network()
    module, preprocessing = build(checked), digits.document.preprocessing
    images = digits.val.inputs
    graph = to_onnx(
        deployed_on_cpu(module, preprocessing), example_images(images), ("logits", "probabilities")
    )
    with torch.no_grad():
        module.head.weight *= factor
    with pytest.raises(ParityError, match="onnxruntime differs from torch"):
        check_parity(graph, module, checked, preprocessing, images)


class _WrongWhenExported(torch.nn.Module):
    """As a layer whose export is wrong: it computes something else while it is traced."""

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return x * 3 if torch.compiler.is_compiling() else x


def test_the_first_layer_that_diverges_is_named(digits: Prepared) -> None:
    checked = _network()
    module, preprocessing = build(checked), digits.document.preprocessing
    module.relu = _WrongWhenExported()
    images = np.array(digits.val.inputs[:20])
    graph = to_onnx(
        deployed_on_cpu(module, preprocessing), example_images(images), ("logits", "probabilities")
    )
    with pytest.raises(ParityError) as caught:
        check_parity(graph, module, checked, preprocessing, images)
    assert caught.value.places["layer"].startswith("'relu' (ReLU), where outputs first differ")
