"""Netwright's layers: describe a network, check every shape, build it as a torch module.

netwright.layers.builder     write a network in Python: conv2d, relu, ..., network
check(network)               every layer resolved and every shape known, before anything runs
build(network)               a torch.fx.GraphModule
exporting(module)            around torch.onnx.export: layers become ONNX operators of their own
layer_nodes(module)          which nodes of its graph are the layers of the document
layer_types()                the catalogue
Layer, Example, inferred     what a new layer is made of
Misfit, TensorType           what a layer's own check speaks of
summarize(network)           its layers, shapes, parameters, multiply-adds and memory
draw(network, path)          a diagram of it, SVG or PNG
suited_network(dataset)      a network for any task and data when none is given
default_network(...)         the one of them that tells images apart
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

from netwright.layers.checked import CheckedNetwork, CheckedNode, check
from netwright.layers.default import default_network
from netwright.layers.layer import Example, Layer, Misfit, Shape, TensorType, inferred
from netwright.layers.registry import layer_type, layer_types
from netwright.layers.seeing.drawing import draw
from netwright.layers.seeing.summary import summarize
from netwright.layers.suited import suited_network

if TYPE_CHECKING:
    from netwright.layers.construct import build
    from netwright.layers.layer_marks import LayerNode, layer_nodes
    from netwright.layers.onnx_operators import exporting

__all__ = [
    "CheckedNetwork",
    "CheckedNode",
    "Example",
    "Layer",
    "LayerNode",
    "Misfit",
    "Shape",
    "TensorType",
    "build",
    "check",
    "default_network",
    "draw",
    "exporting",
    "inferred",
    "layer_nodes",
    "layer_type",
    "layer_types",
    "suited_network",
    "summarize",
]


# The only parts that need torch to be imported.
_HOMES = {
    "LayerNode": "netwright.layers.layer_marks",
    "build": "netwright.layers.construct",
    "exporting": "netwright.layers.onnx_operators",
    "layer_nodes": "netwright.layers.layer_marks",
}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(importlib.import_module(_HOMES[name]), name)
