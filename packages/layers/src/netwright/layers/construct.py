"""From a network document to a torch module: a `torch.fx.GraphModule` with real Python code."""

from __future__ import annotations

import operator
from typing import Any

import torch
from torch import fx, nn

from netwright.interfaces.documents import Network
from netwright.interfaces.errors import NetworkError
from netwright.layers.checked import CheckedNetwork, CheckedNode, check


def build(network: Network | CheckedNetwork) -> fx.GraphModule:
    """A new module of the network, its weights drawn from torch's global random generator.

    Its `forward` takes the network's inputs by name, each [N, ...] of the input's shape, and gives
    a dict of the named outputs. The modules of layers are attributes named as the nodes, so that
    `state_dict` keys are ``node_id.weight`` and the like.

    It may be called under `torch.inference_mode()`: what it makes can be trained.

    Raises:
        NetwrightError: The network is not valid; see `check`.
    """
    checked = check(network) if isinstance(network, Network) else network
    with torch.inference_mode(False):
        root = nn.Module()
        graph = fx.Graph()
        values: dict[str, fx.Proxy] = {}
        tracer = fx.proxy.GraphAppendingTracer(graph)
        for name in checked.network.inputs:
            values[name] = fx.Proxy(graph.placeholder(name), tracer)
        for node in checked.nodes:
            _add_node(root, node, values)
        graph.output({name: values[ref].node for name, ref in checked.network.outputs.items()})
        return fx.GraphModule(root, graph, class_name="Network")


def _add_node(root: nn.Module, checked: CheckedNode, values: dict[str, fx.Proxy]) -> None:
    node, layer = checked.node, checked.layer
    inputs = [values[reference] for reference in node.inputs]
    if layer.is_function():
        output = layer.forward(*inputs)  # type: ignore[attr-defined]
    else:
        _check_name(node.id)
        root.add_module(node.id, layer.build(*checked.inputs))
        output = _call_module(node.id, inputs)
    _name(output, node.id)
    values[node.id] = output
    if len(checked.outputs) > 1:
        for index, name in enumerate(type(layer).output_names):
            values[f"{node.id}.{name}"] = operator.getitem(output, index)
        values[node.id] = values[f"{node.id}.{type(layer).output_names[0]}"]


def _call_module(id: str, inputs: list[fx.Proxy]) -> fx.Proxy:
    tracer = inputs[0].tracer
    return tracer.create_proxy("call_module", id, tuple(inputs), {})


def _name(output: Any, id: str) -> None:
    # Generated code and exported graphs then speak of the user's nodes.
    if isinstance(output, fx.Proxy):
        output.node._rename(id)


def _check_name(id: str) -> None:
    if hasattr(fx.GraphModule, id) or hasattr(nn.Module(), id) or id == "graph":
        raise NetworkError(
            f"a node cannot be named {id!r}: torch modules have an attribute of that name.",
            node=id,
            fix=f"rename it, for example to '{id}_1'.",
        )
