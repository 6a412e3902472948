"""ResNet-18, VGG-16 and MobileNetV2 with torchvision's weights give torchvision's outputs."""

from __future__ import annotations

from typing import Any

import pytest
import torch
import torchvision
from torch import nn

from netwright.interfaces.documents import Network
from netwright.interfaces.errors import NetworkError, WeightsError
from netwright.layers import build
from netwright.layers.library import library_network
from netwright.layers.library.weight_names import from_torchvision

MODELS = {"resnet-18": "resnet18", "vgg-16": "vgg16", "mobilenet-v2": "mobilenet_v2"}


def torchvision_model(name: str, **options: Any) -> nn.Module:
    """With random weights, and in batch norms random ones and statistics that suit them.

    With statistics of any other kind what flows fades from layer to layer.
    """
    torch.manual_seed(0)
    model: nn.Module = getattr(torchvision.models, MODELS[name])(**options)
    norms = [module for module in model.modules() if isinstance(module, nn.BatchNorm2d)]
    for norm in norms:
        nn.init.uniform_(norm.weight, 0.5, 1.5)
        nn.init.normal_(norm.bias, std=0.1)
        norm.momentum = 1.0
    if norms:
        model.train()(torch.randn(2, 3, 96, 96))
    return model.eval()


def built(network: Network, state: dict[str, torch.Tensor]) -> nn.Module:
    """The network with these very tensors: VGG-16 need not be in the memory twice."""
    with torch.device("meta"):
        module = build(network)
    module.load_state_dict(state, strict=True, assign=True)
    return module.eval()


@pytest.mark.parametrize("name", MODELS)
def test_outputs_are_torchvisions(name: str) -> None:
    model = torchvision_model(name)
    module = built(library_network(name), from_torchvision(name, model.state_dict()))
    images = torch.randn(2, 3, 224, 224)
    with torch.no_grad():
        expected, got = model(images), module(images)["logits"]
    assert (expected[0] - expected[1]).abs().max() > 1e-2, "outputs all alike prove nothing"
    torch.testing.assert_close(got, expected, rtol=0, atol=1e-5)


@pytest.mark.parametrize("name", MODELS)
def test_every_tensor_has_its_counterpart(name: str) -> None:
    with torch.device("meta"):
        theirs = getattr(torchvision.models, MODELS[name])().state_dict()
        ours = build(library_network(name)).state_dict()
    mapped = from_torchvision(name, theirs)
    assert list(mapped) == list(ours)
    assert {id(tensor) for tensor in mapped.values()} == {id(t) for t in theirs.values()}
    assert {key: value.shape for key, value in mapped.items()} == {
        key: value.shape for key, value in ours.items()
    }


def test_files_from_before_batches_were_counted_are_taken() -> None:
    state = torchvision_model("resnet-18").state_dict()
    older = {key: value for key, value in state.items() if "num_batches" not in key}
    mapped = from_torchvision("resnet-18", older)
    assert mapped.keys() == from_torchvision("resnet-18", state).keys()
    assert mapped["norm1.num_batches_tracked"].item() == 0


def test_a_model_of_other_classes_suits_a_network_of_as_many() -> None:
    network = library_network("resnet-18")
    head = network.nodes[-1].model_copy(update={"params": {"out_features": 10}})
    network = network.model_copy(update={"nodes": (*network.nodes[:-1], head)})
    model = torchvision_model("resnet-18", num_classes=10)
    module = built(network, from_torchvision("resnet-18", model.state_dict()))
    images = torch.randn(1, 3, 64, 64)
    torch.testing.assert_close(module(images)["logits"], model(images), rtol=1e-5, atol=1e-5)


def test_other_weights_are_refused_with_what_is_missing_and_too_much() -> None:
    with torch.device("meta"):
        state = torchvision.models.resnet18().state_dict()
    state["fc.scale"] = state.pop("fc.weight")
    with pytest.raises(WeightsError) as caught:
        from_torchvision("resnet-18", state)
    assert caught.value.message == "these weights are not those of torchvision's resnet18."
    assert caught.value.places == {"missing": "fc.weight", "surplus": "fc.scale"}
    assert caught.value.fix == (
        "give all of torchvision.models.resnet18().state_dict(), and nothing else."
    )


def test_weights_of_another_model_are_refused_in_a_few_words() -> None:
    with torch.device("meta"), pytest.raises(WeightsError) as caught:
        from_torchvision("vgg-16", torchvision.models.resnet18().state_dict())
    assert caught.value.places["missing"].endswith(" and 29 more")


def test_a_network_without_a_map_is_refused_with_the_nearest() -> None:
    with pytest.raises(NetworkError) as caught:
        from_torchvision("resnet-19", {})
    assert caught.value.fix == "did you mean 'resnet-18'?"
