"""Where a network's layers are in an ONNX graph, quantised or not."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from netwright.interfaces.documents.model import LayerValue, Model

if TYPE_CHECKING:
    import onnx

_DEQUANTISED = "_DequantizeLinear_Output"
_QUANTISED, _SCALE, _ZERO_POINT = "_quantized", "_scale", "_zero_point"
_OWN = "_netwright_dequantized"
_CLAMPING = frozenset({"Hardtanh", "ReLU", "ReLU6"})
"""What onnxruntime's quantiser leaves out: the range of the integers before it does the same."""

_KEEPS_SCALE = frozenset(
    {"Flatten", "Gather", "MaxPool", "Reshape", "Slice", "Squeeze", "Transpose", "Unsqueeze"}
)
"""Operators that pass on integers as they are."""


def place_layers(model: Model, graph: onnx.GraphProto) -> tuple[LayerValue, ...]:
    """The layers of a model, in the order they are computed, with the values that they have here.

    Of a model that does not say which they are, every operator counts as a layer, under the name
    of the ONNX value that it gives.

    Where onnxruntime's quantiser was at work, a layer's value is what the layers after it read.
    One that is there only as integers is turned into numbers by an operator added to `graph`.

    Args:
        model: The model's document.
        graph: Its graph.

    Returns:
        Each layer; without a value where the graph does not have it.
    """
    if not model.layers:
        return tuple(_operators(graph))
    placing = _Placing(graph)
    return tuple(
        layer.model_copy(update={"value": placing.value_of(layer, after)})
        for layer, after in zip(model.layers, (*model.layers[1:], None), strict=True)
    )


def _operators(graph: onnx.GraphProto) -> Iterator[LayerValue]:
    for node in graph.node:
        if node.op_type != "Constant" and node.output and node.output[0]:
            name = str(node.output[0])
            yield LayerValue(id=name, op=str(node.op_type), value=name)


class _Integers(NamedTuple):
    """A value that is there as integers, and the one whose scale and zero point they have."""

    value: str
    measured: str


class _Placing:
    """Finds the values of one layer after the other."""

    def __init__(self, graph: onnx.GraphProto) -> None:
        self._graph = graph
        self._makers = {name: node for node in graph.node for name in node.output}
        self._constants = {tensor.name for tensor in graph.initializer}
        self._clamped: _Integers | None = None

    def value_of(self, layer: LayerValue, after: LayerValue | None) -> str | None:
        """The layer's value as numbers; `after` is the layer that is computed next."""
        found, clamped = self._numbers(layer.value), self._clamped
        self._clamped = None
        if found is not None:
            return found
        integers = self._integers(layer.value)
        if integers is not None and after is not None and after.op in _CLAMPING:
            self._clamped = integers  # They are already what the activation makes of them.
            return None
        if integers is None and layer.op in _CLAMPING:
            integers = clamped
        return None if integers is None else self._dequantised(integers)

    def _numbers(self, value: str | None) -> str | None:
        names = () if value is None else (value + _DEQUANTISED, value)
        return next((name for name in names if name in self._makers), None)

    def _integers(self, value: str | None) -> _Integers | None:
        if value is None or value + _QUANTISED not in self._makers:
            return None
        measured = value
        for _ in self._makers:  # No way is longer; a hostile graph may hold a circle.
            if {measured + _SCALE, measured + _ZERO_POINT} <= self._constants:
                return _Integers(value, measured)
            maker = self._makers.get(measured + _QUANTISED)
            if maker is None or maker.op_type not in _KEEPS_SCALE or not maker.input:
                return None
            measured = str(maker.input[0]).removesuffix(_QUANTISED)
        return None

    def _dequantised(self, integers: _Integers) -> str:
        from onnx import helper

        value, measured = integers
        name = value + _OWN
        if name not in self._makers:
            inputs = [value + _QUANTISED, measured + _SCALE, measured + _ZERO_POINT]
            node = helper.make_node("DequantizeLinear", inputs, [name])
            self._graph.node.append(node)
            self._makers[name] = node
        return name
