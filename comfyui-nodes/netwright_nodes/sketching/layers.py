"""A layer's node, looked at."""

from __future__ import annotations

from typing import Any

from netwright.interfaces.errors import NetwrightError
from netwright.layers import Layer, Misfit
from netwright.layers.seeing.cost import measured

from ..layers.layer_call import Fit, LayerCall
from ..layers.text_values import as_text
from ..routes.messages.canvas import Flow, NodeTold, Problem
from .described import Described
from .looked_at import LookedAt, PlacedLayer
from .problems import error_problem, misfit_problem
from .repairs import repairs_of
from .trying import Failing
from .wired_inputs import Inputs


def look_at_layer(described: Described, id: str, name: str, inputs: Inputs) -> LookedAt:
    """What a layer gives for what flows into it, what it costs, or what is wrong with it."""
    call: LayerCall = described.node.layer_call
    types = tuple(value.type for value in call.wires(inputs.values))
    try:
        params = call.params(inputs.values)
        fit = call.fit(params, types)
        values = call.values(inputs.values, id)
    except (Misfit, NetwrightError) as error:
        return LookedAt(name, NodeTold(problem=_problem(call, id, name, inputs, error)))
    cost = measured(fit.layer, types).cost
    told = NodeTold(
        outputs=_flows(call, fit),
        inferred=_inferred(params, fit.layer),
        parameters=cost.parameters,
        multiply_adds=cost.multiply_adds,
        assumed=tuple(inputs.assumed),
    )
    first = sockets_of(call, inputs)[0]
    return LookedAt(
        name,
        told,
        values,
        tuple(output.io_type for output in described.outputs),
        inputs.sources[first],
        PlacedLayer(id, call, inputs.values, types, fit),
    )


def sockets_of(call: LayerCall, inputs: Inputs) -> tuple[str, ...]:
    """The wired sockets, in the order in which the layer reads them."""
    if not call.kind.variadic:
        return tuple(call.kind.input_names)
    return tuple(sorted(inputs.sources, key=lambda name: int(name.rpartition("_")[2])))


def _problem(
    call: LayerCall, id: str, name: str, inputs: Inputs, error: Misfit | NetwrightError
) -> Problem:
    types = tuple(value.type for value in call.wires(inputs.values))
    sockets = sockets_of(call, inputs)
    wrong = error.input if isinstance(error, Misfit) else 0
    failing = Failing(id, call, inputs.values, types, sockets, wrong)
    repairs = repairs_of(failing, error, inputs.sources)
    if isinstance(error, Misfit):
        return misfit_problem(error, name, inputs, sockets[wrong], types[wrong], repairs)
    return error_problem(error, name, repairs=repairs)


def _flows(call: LayerCall, fit: Fit) -> tuple[Flow, ...]:
    return tuple(
        Flow(name=name, shape=given.shape, dtype=given.dtype)
        for name, given in zip(call.kind.output_names, fit.outputs, strict=True)
    )


def _inferred(params: dict[str, Any], layer: Layer) -> dict[str, bool | int | float | str]:
    """The parameters that nobody has typed and that are known now."""
    found = {
        name: getattr(layer, name)
        for name, field in type(layer).model_fields.items()
        if name not in params and field.default is None
    }
    return {
        name: value if isinstance(value, (bool, int, float)) else as_text(value)
        for name, value in found.items()
        if value is not None
    }
