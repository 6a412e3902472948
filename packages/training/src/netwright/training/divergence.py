"""Finding the first layer whose export gives something else than torch."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import torch
from torch import nn

from netwright.layers import CheckedNetwork, layer_nodes
from netwright.training.cutting import part_before
from netwright.training.deployed import Deployed
from netwright.training.export import example_inputs, session_of, to_onnx
from netwright.training.layer_values import first_tensor

if TYPE_CHECKING:
    from numpy.typing import NDArray


def first_divergence(
    deployed: Deployed, checked: CheckedNetwork, raw: NDArray[Any], tolerance: float
) -> tuple[str, float]:
    """The first layer whose output differs by more than the tolerance, and by how much.

    Each layer's output is made the output of the whole model and exported by itself: slow, and
    only done when the gate has already found a difference.
    """
    for node in checked.nodes:
        module = _Probe(deployed.preprocess, _upto(deployed.network, node.node.id)).eval()
        graph = to_onnx(module, example_inputs(raw), deployed.input_name, ("value",))
        (got,) = session_of(graph).run(None, {deployed.input_name: raw})
        with torch.no_grad():
            expected = module(torch.from_numpy(raw)).numpy()
        difference = float(np.abs(got - expected).max())
        if not difference <= tolerance:  # `not <=` also catches NaN.
            return f"{node.node.id!r} ({node.node.op})", difference
    return "none by itself: only the whole model", 0.0


class _Probe(nn.Module):
    """The preprocessing and the network as far as one layer, of which the first output is seen."""

    def __init__(self, preprocess: nn.Module, network: nn.Module) -> None:
        super().__init__()
        self.preprocess, self.network = preprocess, network

    def forward(self, raw: torch.Tensor) -> torch.Tensor:
        (value,) = self.network(self.preprocess(raw)).values()
        return first_tensor(value)


def _upto(network: nn.Module, id: str) -> nn.Module:
    """The network with the layer `id` as its only output."""
    assert isinstance(network, torch.fx.GraphModule)
    last = next(layer.node for layer in layer_nodes(network) if layer.id == id)
    return part_before(network, last, id)
