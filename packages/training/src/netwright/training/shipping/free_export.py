"""Exporting a network for pictures of any height and width, or naming the layer that forbids it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import onnx
import torch
from torch import nn

from netwright.interfaces.documents import ImagePreprocessing
from netwright.layers import CheckedNetwork, layer_nodes
from netwright.training.shipping.any_size import forbidden
from netwright.training.shipping.cutting import part_before
from netwright.training.shipping.deployed import Deployed
from netwright.training.shipping.layer_values import first_tensor
from netwright.training.shipping.model_writing import session_of
from netwright.training.shipping.tracing import deployed_to_onnx, example_inputs, to_onnx

if TYPE_CHECKING:
    from numpy.typing import NDArray


def free_export(
    deployed: Deployed,
    checked: CheckedNetwork,
    pictures: ImagePreprocessing,
    raw: NDArray[Any],
    others: tuple[NDArray[Any], ...],
    multiple: int,
) -> onnx.ModelProto:
    """The graph for uint8 pictures [N,H,W,C] whose sides are any multiples of `multiple`.

    Args:
        deployed: The model.
        checked: The network's document.
        pictures: How pictures are read.
        raw: Pictures of the size of `pictures`.
        others: The same, each in another size.
        multiple: Of what both sides are multiples.

    Raises:
        UsageError: A layer cannot be exported so.
    """
    failure: Exception
    try:
        graph = deployed_to_onnx(deployed, raw, sides=multiple)
        _run(graph, deployed.input_name, others)
    except Exception as error:  # The exporter's and onnxruntime's share no base but this.
        failure = error
    else:
        return graph
    layer = _forbidding(deployed, checked, raw, others, multiple)
    reason = f"{layer} cannot be exported so ({_first_line(failure)})."
    raise forbidden(reason, pictures) from failure


def _forbidding(
    deployed: Deployed,
    checked: CheckedNetwork,
    raw: NDArray[Any],
    others: tuple[NDArray[Any], ...],
    multiple: int,
) -> str:
    """The first layer with which the network up to it cannot be exported; each is tried."""
    for node in checked.nodes:
        part = _Part(deployed.preprocess, _upto(deployed.network, node.node.id)).eval()
        example = example_inputs(raw)
        try:
            graph = to_onnx(part, example, deployed.input_name, ("value",), sides=multiple)
            _run(graph, deployed.input_name, others)
        except Exception:
            return f"{node.node.id!r} ({node.node.op})"
    return "the network as a whole"


def _run(graph: onnx.ModelProto, input_name: str, others: tuple[NDArray[Any], ...]) -> None:
    session = session_of(graph)
    for raw in others:
        session.run(None, {input_name: raw[:2]})


def _first_line(error: Exception) -> str:
    return str(error).strip().split("\n")[0][:200].rstrip(".")


class _Part(nn.Module):
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
