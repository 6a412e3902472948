"""Finding the first layer of which a graph gives something else than torch."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import onnx
import torch

from netwright.training.shipping.deployed import Deployed
from netwright.training.shipping.layer_values import WithLayers, recorded_layers
from netwright.training.shipping.model_writing import session_showing

if TYPE_CHECKING:
    from numpy.typing import NDArray


@dataclass(frozen=True)
class Divergence:
    """Where a graph and torch first differ.

    Attributes:
        layer: What gives the value, such as ``'relu' (ReLU)``.
        torch_gives: The value that differs most.
        onnx_gives: What the graph has in its place.
    """

    layer: str
    torch_gives: float
    onnx_gives: float


def first_divergence(
    graph: onnx.ModelProto, deployed: Deployed, raw: NDArray[Any], tolerance: float
) -> Divergence | None:
    """The first layer or output whose value in the graph is not torch's, and both values.

    A layer that the exporter fused into the next one has no value of its own; the next is named.

    Args:
        graph: The graph, with its layers recorded.
        deployed: What it was made from, on the CPU and in evaluation mode.
        raw: Inputs [N,...] on which they differ.
        tolerance: The largest difference that is none, in a layer's largest value if above 1.

    Returns:
        None if every layer is right: then onnxruntime's own optimisation is at fault.
    """
    values = _values(graph, deployed.input_name, raw)
    given, stages = _stages(graph, deployed, raw)
    comparable = [(name, ours, values[value]) for name, value, ours in stages if value in values]
    for number, (name, ours, theirs) in enumerate(comparable):
        if _gap(ours, theirs) > tolerance:
            alike = [v for v in values.values() if v.shape == given.shape]
            if number == 0 and alike and all(_gap(given, v) > tolerance for v in alike):
                name, ours = "the preprocessing", given
                theirs = min(alike, key=lambda v: _gap(given, v))
            return _divergence(name, ours, theirs)
    return None


def _divergence(layer: str, ours: NDArray[Any], theirs: NDArray[Any]) -> Divergence:
    gaps = np.abs(theirs - ours)
    worst = int(np.where(np.isnan(gaps), np.inf, gaps).argmax())
    return Divergence(layer, float(ours.flat[worst]), float(theirs.flat[worst]))


def _gap(ours: NDArray[Any], theirs: NDArray[Any]) -> float:
    """The largest difference, in the largest of our values if that is above 1; never NaN."""
    gap = float(np.abs(theirs - ours).max(initial=0))
    return float("inf") if np.isnan(gap) else gap / max(1.0, float(np.abs(ours).max(initial=0)))


def _values(graph: onnx.ModelProto, input_name: str, raw: NDArray[Any]) -> dict[str, NDArray[Any]]:
    """All floating point values that the graph computes on the way, by name."""
    names = [name for node in graph.graph.node for name in node.output if name]
    values = session_showing(graph, names).run(names, {input_name: raw})
    found = zip(names, values, strict=True)
    return {name: v for name, v in found if isinstance(v, np.ndarray) and v.dtype.kind == "f"}


_Stages = list[tuple[str, "str | None", "NDArray[Any]"]]


def _stages(
    graph: onnx.ModelProto, deployed: Deployed, raw: NDArray[Any]
) -> tuple[NDArray[Any], _Stages]:
    """What torch gives on the way: to the network, then of each layer, then of each output.

    Of a layer or output it is its name, the graph's name of its value, and the value.
    """
    with torch.no_grad():
        given = deployed.preprocess(torch.from_numpy(raw)).numpy()
        results = [value.numpy() for value in WithLayers(deployed)(torch.from_numpy(raw))]
    outputs = deployed.output_names
    named: list[tuple[str, str | None]] = [
        *((f"{layer.id!r} ({layer.op})", layer.value) for layer in recorded_layers(graph)),
        *((f"the output {name!r}", name) for name in outputs),
    ]
    in_order = [*results[len(outputs) :], *results[: len(outputs)]]
    return given, [(*each, value) for each, value in zip(named, in_order, strict=True)]
