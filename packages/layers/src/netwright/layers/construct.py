"""From a network document to a torch module: a `torch.fx.GraphModule` with real Python code."""

from __future__ import annotations

import functools
import operator
from typing import Any

import torch
from torch import fx, nn

from netwright.interfaces.documents import Network, Node
from netwright.interfaces.errors import NetworkError, NetwrightError
from netwright.layers.checked import CheckedNetwork, CheckedNode, check
from netwright.layers.layer_marks import mark_layer
from netwright.layers.shapes import parameter_count

_MOST_PARAMETERS = 2**31
"""A document of a few lines must not be able to fill the memory."""


def build(network: Network | CheckedNetwork, *, pretrained: bool = True) -> fx.GraphModule:
    """A new module of the network, its weights drawn from torch's global random generator.

    Backbones with pretrained weights read or download them here.

    Its `forward` takes the network's inputs by name, each [N, ...] of the input's shape, and gives
    a dict of the named outputs. The modules of layers are attributes named as the nodes, so that
    `state_dict` keys are ``node_id.weight`` and the like; blocks are modules of the same kind.

    It may be called under `torch.inference_mode()`: what it makes can be trained.

    Args:
        network: What to build.
        pretrained: False where a checkpoint is loaded next: no file of weights is then needed.

    Raises:
        NetwrightError: The network is not valid (see `check`), or weights cannot be had.
    """
    checked = check(network) if isinstance(network, Network) else network
    _check_size(checked)
    with torch.inference_mode(False):
        module, outputs = _traced(checked, pretrained)
        module.graph.output({name: value.node for name, value in outputs.items()})
        module.recompile()
    return module


def _check_size(checked: CheckedNetwork) -> None:
    parameters = sum(
        parameter_count(layer, inputs) for _, layer, inputs in checked.resolved_layers()
    )
    if parameters > _MOST_PARAMETERS:
        raise NetworkError(
            f"the network has {parameters:,} parameters; "
            f"at most {_MOST_PARAMETERS:,} are built (8 GB as float32).",
            network=checked.network.name,
            fix="use fewer features or channels in the largest layers.",
        )


def _build_block(checked: CheckedNetwork, pretrained: bool) -> fx.GraphModule:
    """A block gives its only output as it is, or a tuple of them, as a layer does."""
    module, outputs = _traced(checked, pretrained)
    nodes = tuple(value.node for value in outputs.values())
    module.graph.output(nodes[0] if len(nodes) == 1 else nodes)
    module.recompile()
    return module


def _traced(
    checked: CheckedNetwork, pretrained: bool
) -> tuple[fx.GraphModule, dict[str, fx.Proxy]]:
    """The module without its output, and the values that its outputs are."""
    module = fx.GraphModule({}, fx.Graph(), class_name="Network")
    tracer = fx.proxy.GraphAppendingTracer(module.graph)
    values = {
        name: fx.Proxy(module.graph.placeholder(name), tracer) for name in checked.network.inputs
    }
    for node in checked.nodes:
        _add_node(module, node, values, tracer, pretrained)
    return module, {name: values[ref] for name, ref in checked.network.outputs.items()}


def _add_node(
    root: fx.GraphModule,
    checked: CheckedNode,
    values: dict[str, fx.Proxy],
    tracer: fx.proxy.TracerBase,
    pretrained: bool,
) -> None:
    node, layer = checked.node, checked.layer
    inputs = tuple(values[reference] for reference in node.inputs)
    if not isinstance(layer, CheckedNetwork) and layer.is_function():
        output = layer.forward(*inputs)  # type: ignore[attr-defined]
    else:
        _add_module(root, checked, pretrained)
        output = tracer.create_proxy("call_module", checked.module_name, inputs, {})
    _name(output, node)
    values[node.id] = output
    if len(checked.outputs) > 1:
        for index, name in enumerate(checked.output_names):
            values[f"{node.id}.{name}"] = operator.getitem(output, index)
        values[node.id] = values[f"{node.id}.{checked.output_names[0]}"]


def _add_module(root: fx.GraphModule, checked: CheckedNode, pretrained: bool) -> None:
    if checked.module_name in _own_attributes():
        raise _name_taken(checked.module_name)
    if hasattr(root, checked.module_name):
        return  # The weights of another node, whose module is there already.
    try:
        root.add_module(checked.module_name, _new_module(checked, pretrained))
    except NetwrightError as error:
        raise error.within(node=f"{checked.node.id} ({checked.node.op})") from error.__cause__


def _new_module(checked: CheckedNode, pretrained: bool) -> nn.Module:
    layer = checked.layer
    if isinstance(layer, CheckedNetwork):
        return _build_block(layer, pretrained)
    return layer.build(*checked.inputs) if pretrained else layer.blank(*checked.inputs)


def _name(output: Any, node: Node) -> None:
    # Generated code and exported graphs then speak of the user's nodes.
    if isinstance(output, fx.Proxy):
        output.node._rename(node.id)
        mark_layer(output.node, node.id, node.op)


@functools.cache
def _own_attributes() -> frozenset[str]:
    return frozenset(dir(fx.GraphModule({}, fx.Graph())))


def _name_taken(id: str) -> NetworkError:
    return NetworkError(
        f"a node cannot be named {id!r}: torch modules have an attribute of that name.",
        node=id,
        fix=f"rename it, for example to '{id}_1'.",
    )
