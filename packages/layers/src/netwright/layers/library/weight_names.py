"""Weights of torchvision's models for the example networks: which module is which.

module = build(library_network("resnet-18"))
theirs = torchvision.models.resnet18(weights="DEFAULT").state_dict()
module.load_state_dict(from_torchvision("resnet-18", theirs))
"""

from __future__ import annotations

import functools
from collections.abc import Mapping
from typing import NamedTuple

import torch

from netwright.interfaces.errors import NetworkError, WeightsError, did_you_mean
from netwright.layers.construct import build
from netwright.layers.library import library_network

_COUNTER = "num_batches_tracked"
"""Batch norms count batches since PyTorch 0.4.1; torchvision's older files have no such numbers."""


def from_torchvision(name: str, state_dict: Mapping[str, torch.Tensor]) -> dict[str, torch.Tensor]:
    """The state dict of torchvision's model as that of the example network; tensors are shared.

    The sizes of tensors are not compared: a network with another number of classes takes the
    weights of a model that was changed likewise.

    Args:
        name: ``resnet-18``, ``vgg-16`` or ``mobilenet-v2``.
        state_dict: What `state_dict` of torchvision's ``resnet18``, ``vgg16`` or ``mobilenet_v2``
            gives.

    Raises:
        NetworkError: There is no written map for a network of that name.
        WeightsError: A tensor of the model is missing, or one is not of the model.
    """
    if name not in _SOURCES:
        raise NetworkError(
            f"no model of torchvision is known to have weights for {name!r}.",
            fix=did_you_mean(name, _SOURCES),
        )
    theirs = _torchvision_keys(name)
    missing = [k for k in theirs.values() if k not in state_dict and not k.endswith(_COUNTER)]
    surplus = state_dict.keys() - theirs.values()
    if missing or surplus:
        raise _not_the_model(name, missing, [key for key in state_dict if key in surplus])
    return {
        our: state_dict[their] if their in state_dict else torch.tensor(0)
        for our, their in theirs.items()
    }


@functools.cache
def _torchvision_keys(name: str) -> Mapping[str, str]:
    """For each key of the network torchvision's, in the network's order."""
    theirs = {our: their for their, our in _SOURCES[name].modules.items()}
    with torch.device("meta"):
        keys = build(library_network(name)).state_dict()
    split = (key.rpartition(".") for key in keys)
    return {f"{module}.{tensor}": f"{theirs[module]}.{tensor}" for module, _, tensor in split}


def _resnet_18() -> dict[str, str]:
    modules = {"conv1": "conv1", "bn1": "norm1", "fc": "head"}
    for stage in (1, 2, 3, 4):
        for block in (0, 1):
            parts = {"conv1": "conv1", "bn1": "norm1", "conv2": "conv2", "bn2": "norm2"}
            if stage > 1 and block == 0:
                parts |= {"downsample.0": "project", "downsample.1": "project_norm"}
            modules |= _within(f"layer{stage}.{block}", f"stage{stage}_{block + 1}", parts)
    return modules


def _vgg_16() -> dict[str, str]:
    return {
        "features.0": "conv1_1",
        "features.2": "conv1_2",
        "features.5": "conv2_1",
        "features.7": "conv2_2",
        "features.10": "conv3_1",
        "features.12": "conv3_2",
        "features.14": "conv3_3",
        "features.17": "conv4_1",
        "features.19": "conv4_2",
        "features.21": "conv4_3",
        "features.24": "conv5_1",
        "features.26": "conv5_2",
        "features.28": "conv5_3",
        "classifier.0": "linear1",
        "classifier.3": "linear2",
        "classifier.6": "head",
    }


def _mobilenet_v2() -> dict[str, str]:
    modules = {"features.0.0": "conv1", "features.0.1": "norm1"}
    plain = {"0.0": "depthwise", "0.1": "norm1", "1": "project", "2": "norm2"}
    modules |= _within("features.1.conv", "stage1_1", plain)
    parts = {"0.0": "expand", "0.1": "norm1", "1.0": "depthwise", "1.1": "norm2"}
    parts |= {"2": "project", "3": "norm3"}
    lengths = {2: 2, 3: 3, 4: 4, 5: 3, 6: 3, 7: 1}
    blocks = [f"stage{s}_{n}" for s, length in lengths.items() for n in range(1, length + 1)]
    for number, block in enumerate(blocks, start=2):
        modules |= _within(f"features.{number}.conv", block, parts)
    return modules | {"features.18.0": "conv2", "features.18.1": "norm2", "classifier.1": "head"}


def _within(theirs: str, ours: str, parts: Mapping[str, str]) -> dict[str, str]:
    return {f"{theirs}.{their}": f"{ours}.{our}" for their, our in parts.items()}


class _Source(NamedTuple):
    """Torchvision's model, and the network's name of each of its modules that hold tensors."""

    model: str
    modules: Mapping[str, str]


_SOURCES = {
    "resnet-18": _Source("resnet18", _resnet_18()),
    "vgg-16": _Source("vgg16", _vgg_16()),
    "mobilenet-v2": _Source("mobilenet_v2", _mobilenet_v2()),
}


def _not_the_model(name: str, missing: list[str], surplus: list[str]) -> WeightsError:
    model = _SOURCES[name].model
    places = {"missing": _listed(missing), "surplus": _listed(surplus)}
    return WeightsError(
        f"these weights are not those of torchvision's {model}.",
        **{place: keys for place, keys in places.items() if keys},
        fix=f"give all of torchvision.models.{model}().state_dict(), and nothing else.",
    )


def _listed(keys: list[str]) -> str:
    return ", ".join(keys[:3]) + (f" and {len(keys) - 3} more" if len(keys) > 3 else "")
