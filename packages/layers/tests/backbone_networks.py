"""Networks of one backbone, for the tests of backbones."""

from __future__ import annotations

from typing import Any, cast

import torch
from torch import nn

from netwright.interfaces.documents import Network, Node
from netwright.interfaces.documents.network import Input
from netwright.layers import build
from netwright.layers.backbones.architecture import architecture
from netwright.layers.backbones.module import Backbone
from netwright.layers.backbones.points import traced

FEATURES = {
    "alexnet": ("features", 64),
    "convnext_tiny": ("features", 64),
    "efficientnet_b0": ("features", 64),
    "efficientnet_v2_s": ("features", 64),
    "googlenet": ("inception5b", 64),
    "inception_v3": ("Mixed_7c", 96),
    "maxvit_t": ("blocks.3", 224),
    "mnasnet0_5": ("layers", 64),
    "mobilenet_v2": ("features", 64),
    "mobilenet_v3_small": ("features", 64),
    "regnet_y_400mf": ("trunk_output", 64),
    "resnet50": ("layer4", 64),
    "resnext50_32x4d": ("layer4", 64),
    "shufflenet_v2_x0_5": ("conv5", 64),
    "squeezenet1_1": ("features", 64),
    "swin_t": ("permute", 64),
    "swin_v2_t": ("permute", 64),
    "vgg16": ("features", 64),
    "vit_b_32": ("encoder", 64),
    "wide_resnet50_2": ("layer4", 64),
}
"""For one model of every family: the module of torchvision whose output `features` is, and the side
of an image."""


def network_of(size: int = 32, channels: int = 3, **params: Any) -> Network:
    """From `image` through the node `backbone` to `y`."""
    return Network(
        inputs={"image": Input(shape=(channels, size, size))},
        nodes=(Node(id="backbone", op="Backbone", params=params, inputs=("image",)),),
        outputs={"y": "backbone"},
    )


def backbone_of(size: int = 32, **params: Any) -> Backbone:
    """The built module of the node."""
    return cast(Backbone, build(network_of(size, **params)).get_submodule("backbone"))


def torchvision_model(name: str, **arguments: Any) -> nn.Module:
    """The whole model with new weights, in evaluation mode."""
    import torchvision.models

    if name in ("inception_v3", "googlenet"):
        arguments = {"init_weights": False, **arguments}
    model: nn.Module = torchvision.models.get_model(name, weights=None, **arguments)
    return model.eval()


def last_point(model: str, size: int) -> str:
    """The point that is the whole model."""
    return list(traced(architecture(model, (3, size, size), "none")).names.values())[-1]


def with_own_statistics(model: nn.Module) -> nn.Module:
    """The model with other running statistics than those of every new batch norm."""
    for name, buffer in model.named_buffers():
        if name.endswith("running_mean"):
            buffer.uniform_(-0.1, 0.1)
        elif name.endswith("running_var"):
            buffer.uniform_(0.5, 1.5)
    return model


def output_at(model: nn.Module, path: str, images: torch.Tensor) -> torch.Tensor:
    """What the module at `path` gives while the whole model computes."""
    found: list[torch.Tensor] = []
    handle = model.get_submodule(path).register_forward_hook(lambda *a: found.append(a[-1].clone()))
    with torch.no_grad():
        model(images)
    handle.remove()
    return found[-1]


def assert_has_weights_of(backbone: nn.Module, whole: nn.Module) -> None:
    expected = whole.state_dict()
    for name, value in backbone.state_dict().items():
        assert torch.equal(value, expected[name]), name
        assert value.dtype == expected[name].dtype
