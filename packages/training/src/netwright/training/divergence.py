"""Finding the first layer of which a graph gives something else than torch."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import onnx
import torch

from netwright.layers import CheckedNetwork
from netwright.training.deployed import Deployed
from netwright.training.model_writing import session_of

if TYPE_CHECKING:
    from numpy.typing import NDArray


_SCOPES = "pkg.torch.onnx.name_scopes"


@dataclass(frozen=True)
class Divergence:
    """Where a graph and torch first differ.

    Attributes:
        layer: What gives the value, such as ``'relu' (ReLU)``.
        torch_gives: The value that differs most.
        onnx_gives: What the graph has in its place; NaN where it has no such value.
    """

    layer: str
    torch_gives: float
    onnx_gives: float


@dataclass(frozen=True)
class _Stage:
    """A value on the way through the model.

    Attributes:
        name: What gives it.
        id: Its node, or a name that no node has.
        inputs: The ids of what it is computed from.
        value: What torch gives.
    """

    name: str
    id: str
    inputs: tuple[str, ...]
    value: NDArray[Any]


def first_divergence(
    graph: onnx.ModelProto,
    deployed: Deployed,
    checked: CheckedNetwork,
    raw: NDArray[Any],
    tolerance: float,
) -> Divergence | None:
    """The first stage whose value is nowhere in the graph, nor that of any stage after it.

    A layer's output is looked for among what the exporter says that the layer became; where it says
    nothing, among all values. What is fused into the next layer has none, and is passed over if the
    next is right.

    Args:
        graph: The graph.
        deployed: What it was made from, on the CPU and in evaluation mode.
        checked: The network's document.
        raw: Inputs [N,...] on which they differ.
        tolerance: The largest difference that is none.

    Returns:
        None if every stage is there: then onnxruntime's own optimisation is at fault.
    """
    values = _values(graph, deployed.input_name, raw)
    layers, outputs = _layers(deployed, checked, raw)
    found = {stage.id: _nearest(stage, values) for stage in (*layers, *outputs)}
    right = {id for id, (gap, _) in found.items() if gap <= tolerance}
    # Not from outputs, whose probabilities may be 0 and 1 whatever leads to them.
    for stage in reversed(layers):
        if stage.id in right:
            right.update(stage.inputs)
    wrong = next((stage for stage in (*layers, *outputs) if stage.id not in right), None)
    return None if wrong is None else _divergence(wrong, found[wrong.id][1])


def _divergence(stage: _Stage, got: NDArray[Any] | None) -> Divergence:
    if got is None:
        return Divergence(stage.name, float(stage.value.flat[0]), float("nan"))
    gaps = np.abs(got - stage.value)
    worst = int(np.where(np.isnan(gaps), np.inf, gaps).argmax())
    return Divergence(stage.name, float(stage.value.flat[worst]), float(got.flat[worst]))


@dataclass(frozen=True)
class _Value:
    """A value of the graph, and the part of the model that it is of, as the exporter says."""

    value: NDArray[Any]
    scope: str

    def is_of(self, stage: _Stage) -> bool:
        """Whether it is said to be of that layer, or of one within that block."""
        return f"'network.{stage.id}'" in self.scope or f"'network.{stage.id}." in self.scope


def _nearest(stage: _Stage, values: list[_Value]) -> tuple[float, NDArray[Any] | None]:
    """What differs least from a stage's, and by how much: in the value's size, if above 1."""
    of_it = [value for value in values if value.is_of(stage)]
    alike = [v.value for v in of_it or values if v.value.shape == stage.value.shape]
    unit = max(1.0, float(np.abs(stage.value).max(initial=0)))
    gaps = [float(np.abs(other - stage.value).max(initial=0)) / unit for other in alike]
    order = sorted(range(len(alike)), key=lambda n: float("inf") if np.isnan(gaps[n]) else gaps[n])
    return (gaps[order[0]], alike[order[0]]) if order else (float("inf"), None)


def _values(graph: onnx.ModelProto, input_name: str, raw: NDArray[Any]) -> list[_Value]:
    """All floating point values that the graph computes on the way, in order."""
    seen = onnx.ModelProto()
    seen.CopyFrom(graph)
    shown = {output.name for output in graph.graph.output}
    scopes = {
        name: " ".join(entry.value for entry in node.metadata_props if entry.key == _SCOPES)
        for node in graph.graph.node
        for name in node.output
        if name
    }
    seen.graph.output.extend(
        onnx.helper.make_empty_tensor_value_info(name) for name in scopes if name not in shown
    )
    found = zip(scopes, session_of(seen).run([*scopes], {input_name: raw}), strict=True)
    return [
        _Value(value, scopes[name])
        for name, value in found
        if isinstance(value, np.ndarray) and value.dtype.kind == "f"
    ]


def _layers(
    deployed: Deployed, checked: CheckedNetwork, raw: NDArray[Any]
) -> tuple[list[_Stage], list[_Stage]]:
    """What torch gives on the way: of the preprocessing and each layer, and of each output."""
    recorder = _Recorder(deployed.network)
    with torch.no_grad():
        given = deployed.preprocess(torch.from_numpy(raw))
        (result,) = recorder.run(given).values()
        outputs = deployed.readout(result)
    (input_id,) = checked.network.inputs
    layers = [_Stage("the preprocessing", input_id, (), given.numpy())]
    for node in checked.nodes:
        id, reads = node.node.id, tuple(name.partition(".")[0] for name in node.node.inputs)
        if id in recorder.values:
            layers.append(_Stage(f"{id!r} ({node.node.op})", id, reads, recorder.values[id]))
    last = [
        _Stage(f"the output {name!r}", f"output.{name}", (), value.numpy())
        for name, value in zip(deployed.output_names, outputs, strict=True)
    ]
    return [layer for layer in layers if layer.value.dtype.kind == "f"], last


class _Recorder(torch.fx.Interpreter):
    """Runs a network and keeps what each of its nodes gives; of several values the first."""

    def __init__(self, network: torch.nn.Module) -> None:
        assert isinstance(network, torch.fx.GraphModule)
        super().__init__(network)
        self.values: dict[str, NDArray[Any]] = {}

    def run_node(self, n: torch.fx.Node) -> Any:
        """What the node gives."""
        value = super().run_node(n)
        first = value[0] if isinstance(value, (tuple, list)) else value
        if isinstance(first, torch.Tensor):
            self.values[n.name] = first.numpy()
        return value
