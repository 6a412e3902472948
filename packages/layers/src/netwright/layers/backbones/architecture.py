"""A torchvision model by name: with new weights, or as a skeleton that holds no numbers."""

from __future__ import annotations

from typing import Any, NamedTuple

import torch
from torch import nn
from torch.overrides import TorchFunctionMode

from netwright.layers.backbones.zoo import family, smallest_side, torchvision_models
from netwright.layers.layer import Shape


class Architecture(NamedTuple):
    """A model and the arguments of its constructor. Equal ones have the same layers.

    Attributes:
        model: Its name in torchvision.
        arguments: By name, as pairs.
    """

    model: str
    arguments: tuple[tuple[str, Any], ...] = ()


def architecture(model: str, shape: Shape, weights: str) -> Architecture:
    """The architecture for images [3,H,W], without auxiliary classifiers.

    Most models take images of any size. A ViT is made for one: the published weights' size with
    ``default``, else the image's. A MaxViT is made for multiples of 224.

    Args:
        model: Its name in torchvision.
        shape: [3,H,W].
        weights: As Backbone's parameter; Inception and GoogLeNet with weights of any kind scale
            their input as torchvision does it for its own.
    """
    height, width = shape[1:]
    arguments: dict[str, Any] = {}
    if (kind := family(model)) == "vision_transformer":
        patch = int(model.split("_")[2])
        fits = weights != "default" and height == width and height % patch == 0
        arguments["image_size"] = height if fits else smallest_side(model)
    elif kind == "maxvit" and height % 224 == width % 224 == 0:
        arguments["input_size"] = (height, width)
    elif kind in ("inception", "googlenet"):
        given = weights != "none"
        arguments |= {"aux_logits": False, "transform_input": given, "init_weights": not given}
    return Architecture(model, tuple(arguments.items()))


def drawn(of: Architecture) -> nn.Module:
    """The whole model, its weights drawn as torchvision draws them."""
    model: nn.Module = torchvision_models().get_model(of.model, weights=None, **dict(of.arguments))
    return model


def skeleton(of: Architecture) -> nn.Module:
    """The whole model on the `meta` device; no random number is drawn."""
    with (
        torch.inference_mode(False),
        torch.random.fork_rng(devices=[]),
        torch.device("cpu"),
        _EmptyOnMeta(),
    ):
        return drawn(of).to("meta")


class _EmptyOnMeta(TorchFunctionMode):
    """Makes empty tensors on `meta`, and so weights, which are filled only afterwards.

    Under `torch.device("meta")` models would fail that read the small tensors they compute with,
    as RegNet does.
    """

    def __torch_function__(
        self, func: Any, types: Any, args: Any = (), kwargs: dict[str, Any] | None = None
    ) -> Any:
        kwargs = kwargs or {}
        return func(*args, **(kwargs | {"device": "meta"} if func is torch.empty else kwargs))
