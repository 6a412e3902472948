"""Where the layers of a network are in the ONNX graph that it becomes.

The network is traced with every layer's value as a further output, and the outputs are taken away
again before the graph is optimised: so the graph is the same as without, and what is known of it is
the exporter's own knowledge. Until the model is written, the graph carries it in its metadata.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import onnx
import torch
from torch import fx, nn

from netwright.interfaces.documents import LayerValue
from netwright.layers import LayerNode, layer_nodes

if TYPE_CHECKING:
    from netwright.training.shipping.deployed import Deployed

_KEY = "netwright.layers"


class WithLayers(nn.Module):
    """A deployed network whose outputs are followed by the value of each of its layers.

    Attributes:
        layers: The layers, in the order of their values.
    """

    def __init__(self, deployed: Deployed) -> None:
        super().__init__()
        # By the same names as in `deployed`: they become the names of the weights.
        self.preprocess, self.readout = deployed.preprocess, deployed.readout
        self.network, self.layers = _with_layers(deployed.network)
        self.train(deployed.training)

    def forward(self, raw: torch.Tensor) -> tuple[torch.Tensor, ...]:
        """The outputs of the deployed network, then one tensor a layer."""
        given, values = self.network(self.preprocess(raw))
        outputs: tuple[torch.Tensor, ...] = self.readout(given)
        return (*outputs, *map(first_tensor, values))


def _with_layers(network: nn.Module) -> tuple[fx.GraphModule, tuple[LayerNode, ...]]:
    """The network with its one output, and all layers' values, as its outputs."""
    assert isinstance(network, fx.GraphModule)
    (outputs,) = network.graph.output_node().args
    assert isinstance(outputs, dict)
    (output,) = outputs.values()
    graph = fx.Graph()
    copied: dict[fx.Node, fx.Node] = {}
    for node in network.graph.nodes:
        if node.op != "output":
            copied[node] = graph.node_copy(node, copied.__getitem__)
    layers = layer_nodes(network)
    graph.output((copied[output], tuple(copied[layer.node] for layer in layers)))
    return fx.GraphModule(network, graph), layers


def first_tensor(value: torch.Tensor | tuple[torch.Tensor, ...]) -> torch.Tensor:
    """What a layer gives, or the first of several."""
    return value[0] if isinstance(value, (tuple, list)) else value


def drop_layer_outputs(
    program: torch.onnx.ONNXProgram, layers: tuple[LayerNode, ...]
) -> tuple[LayerValue, ...]:
    """Take the layers' values away from the outputs of a graph that was traced `WithLayers`.

    Returns:
        For each layer the value that it was.
    """
    outputs = program.model.graph.outputs
    # Popped one by one: the graph forgets nothing of a slice that is deleted.
    names = [outputs.pop().name for _ in layers]
    return tuple(
        LayerValue(id=layer.id, op=layer.op, value=name)
        for layer, name in zip(layers, reversed(names), strict=True)
    )


def record_layers(graph: onnx.ModelProto, layers: tuple[LayerValue, ...]) -> None:
    """Let the graph carry where its layers are."""
    content = json.dumps([layer.model_dump() for layer in layers])
    graph.metadata_props.add(key=_KEY, value=content)


def recorded_layers(graph: onnx.ModelProto) -> tuple[LayerValue, ...]:
    """The layers that the graph carries; without a value where the graph has it no longer."""
    carried = next((entry.value for entry in graph.metadata_props if entry.key == _KEY), "[]")
    present = {name for node in graph.graph.node for name in node.output}
    return tuple(
        layer if layer.value in present else layer.model_copy(update={"value": None})
        for layer in (LayerValue(**content) for content in json.loads(carried))
    )
