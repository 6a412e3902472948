"""From a layer node's widgets, and what flows into it, to what it gives."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from netwright.layers import builder
from netwright.layers.layer import Layer, TensorType
from netwright.layers.shapes import output_types

from ..wiring.many_inputs import wired
from ..wiring.node_names import node_name
from .widgets import Widget


class Fit(NamedTuple):
    """A layer that fits: its parameters all known, and the types of what it gives."""

    layer: Layer
    outputs: tuple[TensorType, ...]


@dataclass(frozen=True)
class LayerCall:
    """What the node of a layer does, whoever calls it.

    Attributes:
        kind: The layer.
        widgets: One for each parameter.
    """

    kind: type[Layer]
    widgets: tuple[Widget, ...]

    def params(self, values: Mapping[str, Any]) -> dict[str, Any]:
        """What is set otherwise than it is anyway: documents stay as short as people write them.

        Raises:
            DocumentError: A widget's value is none that its parameter takes.
        """
        found = {widget.name: widget.value(values[widget.name]) for widget in self.widgets}
        fields = self.kind.model_fields
        return {
            name: value
            for name, value in found.items()
            if value is not None and (fields[name].is_required() or value != fields[name].default)
        }

    def wires(self, inputs: Mapping[str, Any]) -> tuple[Any, ...]:
        """What flows in, in the order of the sockets."""
        if self.kind.variadic:
            return wired(inputs)
        return tuple(inputs[name] for name in self.kind.input_names)

    def fit(self, params: Mapping[str, Any], inputs: tuple[TensorType, ...]) -> Fit:
        """The layer for those types.

        Raises:
            Misfit: It does not fit them.
            NetwrightError: A parameter is out of its range, or the number of inputs is wrong.
        """
        layer = self.kind.from_params(params, layer=self.kind.op()).resolve(*inputs)
        return Fit(layer, output_types(layer, inputs))

    def values(self, inputs: Mapping[str, Any], unique_id: str | None) -> tuple[Any, ...]:
        """A value of the network for each output; `inputs` are the arguments of `execute`."""
        given = getattr(builder, self.kind.op().lower())(
            *self.wires(inputs),
            name=node_name(self.kind.op(), unique_id),
            **self.params(inputs),
        )
        return given if isinstance(given, tuple) else (given,)
