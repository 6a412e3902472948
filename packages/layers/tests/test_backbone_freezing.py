"""Frozen parts of a backbone do not move, whatever is done to the network."""

from __future__ import annotations

import copy
from typing import Any

import pytest
import torch
from backbone_networks import backbone_of, network_of, torchvision_model
from torch import fx, nn

from netwright.layers import build, builder
from netwright.layers.backbones.stages import stages_of

STAGES = {
    "resnet18": [
        ["conv1", "bn1", "relu", "maxpool"],
        ["layer1"],
        ["layer2"],
        ["layer3"],
        ["layer4"],
    ],
    "vgg11": [
        ["features.0", "features.1", "features.2"],
        ["features.3", "features.4", "features.5"],
        ["features.6", "features.7"],
        ["features.8", "features.9", "features.10"],
        ["features.11", "features.12"],
        ["features.13", "features.14", "features.15"],
        ["features.16", "features.17"],
        ["features.18", "features.19", "features.20"],
    ],
    "efficientnet_b0": [[f"features.{n}"] for n in range(9)],
    "mobilenet_v3_small": [[f"features.{n}"] for n in range(13)],
    "vit_b_32": [
        ["conv_proj", "class_token", "encoder.pos_embedding", "encoder.dropout"],
        *([f"encoder.layers.encoder_layer_{n}"] for n in range(11)),
        ["encoder.layers.encoder_layer_11", "encoder.ln"],
    ],
    "swin_t": [*([f"features.{n}"] for n in range(7)), ["features.7", "norm", "permute"]],
    "regnet_y_400mf": [["stem"], *([f"trunk_output.block{n}"] for n in range(1, 5))],
    "densenet121": [
        ["features.conv0", "features.norm0", "features.relu0", "features.pool0"],
        ["features.denseblock1"],
        ["features.transition1"],
        ["features.denseblock2"],
        ["features.transition2"],
        ["features.denseblock3"],
        ["features.transition3"],
        ["features.denseblock4", "features.norm5"],
    ],
}


@pytest.mark.parametrize("model", STAGES)
def test_stages_are_the_parts_that_people_speak_of(model: str) -> None:
    with torch.device("meta"):
        module = build(network_of(64, model=model), pretrained=False)
    assert stages_of(module.get_submodule("backbone")) == STAGES[model]


@pytest.mark.parametrize("model", STAGES)
def test_the_last_stages_are_trained_and_the_others_are_not(model: str) -> None:
    for count in (1, 2):
        with torch.device("meta"):
            module = build(network_of(64, model=model, trainable=count), pretrained=False)
        learning = [part for stage in STAGES[model][-count:] for part in stage]
        for name, p in module.get_submodule("backbone").named_parameters():
            inside = any(name == part or name.startswith(f"{part}.") for part in learning)
            assert p.requires_grad == inside, name


def classifier(**params: Any) -> fx.GraphModule:
    """A convolution and a batch norm, a backbone with both inside, and a head."""
    image = builder.input("image", (3, 32, 32))
    x = builder.batchnorm2d(builder.conv2d(image, 3, kernel_size=1, name="before"), name="norm")
    x = builder.backbone(x, "resnet18", output="layer2", name="backbone", **params)
    x = builder.flatten(builder.adaptiveavgpool2d(x, output_size=1))
    return build(builder.network(logits=builder.linear(x, 2, name="head")))


def train_a_step(module: nn.Module) -> tuple[dict[str, torch.Tensor], set[str]]:
    """The tensors before, and the names of those that moved."""
    before = {name: value.clone() for name, value in module.state_dict().items()}
    learning = [p for p in module.parameters() if p.requires_grad]
    optimizer = torch.optim.SGD(learning, lr=0.1, weight_decay=0.1)
    module.train()
    images, labels = torch.randn(4, 3, 32, 32) + 1, torch.tensor([0, 1, 1, 0])
    nn.functional.cross_entropy(module(images)["logits"], labels).backward()
    optimizer.step()
    return before, {n for n, v in module.state_dict().items() if not torch.equal(v, before[n])}


@pytest.mark.parametrize(
    ("trainable", "learning"),
    [
        ("all", ("conv1", "bn1", "layer1", "layer2")),
        ("none", ()),
        (1, ("layer2",)),
        (2, ("layer1", "layer2")),
        (3, ("conv1", "bn1", "layer1", "layer2")),
    ],
)
def test_a_training_step_moves_what_is_trained_and_not_a_bit_else(
    trainable: Any, learning: tuple[str, ...]
) -> None:
    before, moved = train_a_step(classifier(trainable=trainable))
    others = ("head", "before", "norm")
    expected = {
        name
        for name in before
        if name.startswith((*others, *(f"backbone.{part}." for part in learning)))
    }
    assert moved == expected, "weights, running statistics and batch counters"


def test_every_other_weight_stays_frozen_after_a_copy_and_after_loading() -> None:
    module = classifier(trainable=1)
    module.load_state_dict(classifier(trainable="all").state_dict())
    copied = copy.deepcopy(module)
    copied.load_state_dict(module.state_dict())
    for kind in (module, copied, copy.deepcopy(copied.eval())):
        _, moved = train_a_step(kind)
        assert {n for n in moved if n.startswith("backbone.")} == {
            n for n in kind.state_dict() if n.startswith("backbone.layer2.")
        }


def test_frozen_parts_stay_in_evaluation_mode() -> None:
    backbone = backbone_of(model="resnet18", output="layer2", trainable=1)
    for module in (backbone.eval().train(), copy.deepcopy(backbone)):
        training = {name for name, part in module.named_modules() if part.training}
        assert training == {"", *(n for n, _ in module.named_modules() if n.startswith("layer2"))}
    assert not any(part.training for part in backbone.eval().modules())


@pytest.mark.parametrize("model", ["efficientnet_b0", "swin_t", "vit_b_32"])
def test_nothing_is_dropped_at_random_in_a_frozen_backbone(model: str) -> None:
    frozen = backbone_of(64, model=model, trainable="none").train()
    images = torch.randn(2, 3, 64, 64)
    first = frozen(images)
    assert not first.requires_grad
    assert torch.equal(first, frozen(images))
    assert torch.equal(first, frozen.eval()(images))


def test_random_layers_of_a_trained_backbone_are_on_while_training() -> None:
    trained = backbone_of(model="efficientnet_b0").train()
    images = torch.randn(16, 3, 32, 32)
    assert not torch.equal(trained(images), trained(images))


def test_a_trained_backbone_takes_the_steps_that_torchvision_takes() -> None:
    whole = torchvision_model("resnet18")
    module = classifier()
    module.get_submodule("backbone").load_state_dict(whole.state_dict(), strict=False)
    images = torch.randn(4, 3, 32, 32)
    backbone = module.get_submodule("backbone").train()
    parts = [whole.train().get_submodule(n) for n in ("conv1", "bn1", "relu", "maxpool", "layer1")]
    expected = nn.Sequential(*parts, whole.get_submodule("layer2"))(images)
    assert torch.equal(backbone(images), expected)
    assert torch.equal(
        backbone.get_buffer("bn1.running_mean"), whole.get_buffer("bn1.running_mean")
    )
