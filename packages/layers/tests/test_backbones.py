"""Backbones compute what torchvision's models compute, and hold no more than they use."""

from __future__ import annotations

import copy
import subprocess
import sys

import numpy as np
import pytest
import torch
from backbone_networks import (
    FEATURES,
    backbone_of,
    network_of,
    output_at,
    torchvision_model,
    with_own_statistics,
)
from torchvision.models.feature_extraction import get_graph_node_names

from netwright.interfaces.documents import Network
from netwright.layers import build, builder, check
from netwright.layers.backbones.architecture import architecture
from netwright.layers.backbones.assembly import sketch
from netwright.layers.backbones.points import traced
from netwright.layers.backbones.zoo import model_names
from netwright.layers.testing import to_onnx


@pytest.mark.parametrize("model", FEATURES)
def test_features_are_those_of_torchvision(model: str) -> None:
    path, size = FEATURES[model]
    whole = with_own_statistics(torchvision_model(model, **dict(_arguments(model, size))))
    backbone = backbone_of(size, model=model).eval()
    loaded = backbone.load_state_dict(whole.state_dict(), strict=False)
    assert not loaded.missing_keys, "torchvision's names"
    images = torch.randn(2, 3, size, size)
    expected = output_at(whole, path, images)
    assert relative_error(backbone(images), expected) < 1e-6


def _arguments(model: str, size: int) -> tuple[tuple[str, object], ...]:
    return tuple(
        (name, value)
        for name, value in architecture(model, (3, size, size), "none").arguments
        if name in ("image_size", "transform_input")
    )


def relative_error(got: torch.Tensor, expected: torch.Tensor) -> float:
    assert got.shape == expected.shape
    assert expected.abs().max() > 0, "a network that has died compares with nothing"
    return float((got.detach() - expected).abs().max() / expected.abs().max())


def test_densenet_features_are_what_its_pooling_reads() -> None:
    whole = torchvision_model("densenet121")
    backbone = backbone_of(64, model="densenet121").eval()
    backbone.load_state_dict(whole.state_dict(), strict=False)
    images = torch.randn(1, 3, 64, 64)
    assert torch.equal(backbone(images), output_at(whole, "features", images).relu())


@pytest.mark.parametrize(
    ("output", "path"),
    [
        ("layer2", "layer2"),
        ("layer1.0.bn2", "layer1.0.bn2"),
        ("avgpool", "avgpool"),
        ("fc", "fc"),
        ("layer3.1", "layer3.1"),
    ],
)
def test_an_inner_point_is_what_torchvision_computes_there(output: str, path: str) -> None:
    whole = with_own_statistics(torchvision_model("resnet18"))
    backbone = backbone_of(40, model="resnet18", output=output).eval()
    backbone.load_state_dict(whole.state_dict(), strict=False)
    images = torch.randn(2, 3, 40, 40)
    assert torch.equal(backbone(images), output_at(whole, path, images))


@pytest.mark.parametrize("model", ["resnet18", "mobilenet_v2", "densenet121", "inception_v3"])
def test_points_have_the_names_that_torchvision_gives_them(model: str) -> None:
    _, names = get_graph_node_names(torchvision_model(model))
    found = traced(architecture(model, (3, 96, 96), "none")).names.values()
    assert list(found) == names[1:], "the first one is the input"


def test_only_the_used_part_is_held() -> None:
    parts = {name.partition(".")[0] for name in backbone_of(model="resnet18").state_dict()}
    assert parts == {"conv1", "bn1", "layer1", "layer2", "layer3", "layer4"}
    cut = backbone_of(model="resnet18", output="layer1.0.conv1")
    assert [name for name, _ in cut.named_parameters()] == [
        "conv1.weight",
        "bn1.weight",
        "bn1.bias",
        "layer1.0.conv1.weight",
    ]
    assert {name for name, _ in cut.named_children()} == {
        "conv1",
        "bn1",
        "relu",
        "maxpool",
        "layer1",
    }


def test_auxiliary_classifiers_are_left_out() -> None:
    for model in ("inception_v3", "googlenet"):
        held = backbone_of(96, model=model, output="fc").state_dict()
        assert not [name for name in held if name.lower().startswith("aux")]


def test_weights_of_a_network_are_named_after_the_node() -> None:
    module = build(network_of(model="resnet18", output="layer1"))
    assert "backbone.layer1.1.bn2.running_var" in module.state_dict()


@pytest.mark.parametrize("model", ["vgg16", "resnet50", "inception_v3", "efficientnet_b0"])
def test_onnxruntime_gives_what_torch_gives(model: str) -> None:
    import onnxruntime

    torch.manual_seed(0)
    side = FEATURES[model][1]
    network = check(network_of(side, model=model))
    module = with_own_statistics(build(network)).eval()
    session = onnxruntime.InferenceSession(to_onnx(module, network))
    exact = copy.deepcopy(module).double()
    for batch in (1, 3):
        images = torch.randn(batch, 3, side, side)
        with torch.no_grad():
            expected, true = module(images)["y"].numpy(), exact(images.double())["y"].numpy()
        (got,) = session.run(None, {"image": images.numpy()})
        largest = np.abs(true).max()
        np.testing.assert_allclose(got, expected, rtol=1e-3, atol=1e-5 * largest)
        # New weights make numbers grow, in inception_v3 to billions, so that rounding alone is
        # large beside the smaller ones. It must be no larger than what torch rounds itself.
        assert np.abs(got - true).max() < 3 * np.abs(expected - true).max() < 1e-5 * largest


def test_a_backbone_feeds_a_head() -> None:
    image = builder.input("image", (3, 48, 40))
    x = builder.backbone(image, "mobilenet_v3_small", name="backbone")
    assert x.shape == (576, 2, 2)
    x = builder.flatten(builder.adaptiveavgpool2d(x, output_size=1))
    network = builder.network(logits=builder.linear(x, 5))
    assert build(network)(torch.randn(2, 3, 48, 40))["logits"].shape == (2, 5)
    assert Network.from_json(network.to_json()) == network


def test_a_vit_is_made_for_the_image_and_gives_a_sequence() -> None:
    assert str(check(network_of(96, model="vit_b_32")).outputs["y"]) == "[10,768]"
    assert str(check(network_of(224, model="vit_b_32")).outputs["y"]) == "[50,768]"


def test_shapes_are_inferred_without_weights_or_random_numbers() -> None:
    before = torch.get_rng_state()
    network = network_of(64, model="regnet_y_400mf", weights="no_such_file.pth")
    assert str(check(network).outputs["y"]) == "[440,2,2]"
    assert torch.equal(torch.get_rng_state(), before)
    with torch.device("meta"):
        module = build(network, pretrained=False)
    assert all(p.is_meta for p in module.parameters())


def test_the_weights_follow_the_seed_and_no_check_before() -> None:
    first = _first_weight(checks=0)
    assert torch.equal(first, _first_weight(checks=2))


def _first_weight(checks: int) -> torch.Tensor:
    network = network_of(33 + checks, model="squeezenet1_1", output="features.3")
    torch.manual_seed(7)
    for _ in range(checks):
        check(network)
    return build(network).get_parameter("backbone.features.0.weight")


def test_a_backbone_built_under_inference_mode_can_be_trained() -> None:
    with torch.inference_mode():
        module = build(network_of(35, model="squeezenet1_0", output="features.4"))
    module(torch.randn(2, 3, 35, 35))["y"].sum().backward()
    assert all(p.grad is not None for p in module.parameters())


def test_dropout_is_never_a_fixed_step_of_the_graph() -> None:
    # The graph is that of evaluation, so a function that was told not to drop would stay so.
    for model, (_, size) in FEATURES.items():
        of = architecture(model, (3, size, size), "none")
        shares = [
            node.kwargs[name]
            for node in sketch(of, "features").graph.nodes
            for name in ("dropout", "attention_dropout", "p")
            if node.op == "call_function" and name in node.kwargs
        ]
        assert not any(shares), model


def test_every_model_of_torchvision_is_there() -> None:
    assert {*FEATURES, "vit_h_14", "regnet_x_32gf"} <= set(model_names())


def test_looking_up_the_layer_needs_no_torch() -> None:
    code = (
        "import sys; sys.argv = ['netwright', 'layers', 'show', 'Backbone'];"
        "from netwright.interfaces.cli import main\n"
        "try: main()\nexcept SystemExit: pass\n"
        "assert not {'torch', 'torchvision'} & set(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code], check=True, capture_output=True)
