"""A backbone of a model and its weights: drawn, read, or none at all."""

from __future__ import annotations

import copy
import functools

import torch

from netwright.layers.backbones.architecture import Architecture, drawn, skeleton
from netwright.layers.backbones.loading import Weights, load
from netwright.layers.backbones.module import Backbone
from netwright.layers.backbones.points import graph_up_to, traced


@functools.lru_cache(maxsize=32)
def sketch(of: Architecture, output: str) -> Backbone:
    """The backbone on `meta`, to look at: it is kept and handed out again.

    Raises:
        NetworkError: The model has no such point.
    """
    with torch.inference_mode(False):
        return Backbone(traced(of).model, graph_up_to(of, output))


def new_backbone(of: Architecture, output: str) -> Backbone:
    """A backbone with newly drawn weights; on `meta`, where that is the default device."""
    if torch.get_default_device().type == "meta":
        return copy.deepcopy(sketch(of, output))
    return Backbone(drawn(of), graph_up_to(of, output))


def pretrained_backbone(of: Architecture, output: str, weights: Weights) -> Backbone:
    """A backbone with the weights of a file.

    Raises:
        WeightsError: The file lacks some that are needed, or has them in other shapes.
    """
    model = skeleton(of)
    load(model, sketch(of, output).state_dict().keys(), weights)
    return Backbone(model, graph_up_to(of, output)).to(torch.get_default_device())
