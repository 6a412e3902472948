"""The nodes of networks besides layers, looked at: their own `execute` says what they give."""

from __future__ import annotations

from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

from netwright.interfaces.documents import Network
from netwright.interfaces.errors import NetwrightError, ShapeError
from netwright.layers import CheckedNetwork, check, layer_type
from netwright.layers.builder import Value
from netwright.layers.layer import TensorType
from netwright.layers.seeing.cost import Cost, costs, total

from ..layers.text_values import as_text
from ..original.steps import Step
from ..routes.messages.canvas import Flow, NodeTold
from .blocks import block_cost, block_repairs
from .described import Described
from .looked_at import LookedAt
from .problems import error_problem
from .wired_inputs import Inputs

_SIZES = {
    "NetwrightImageInput": ("channels", "height", "width"),
    "NetwrightTableInput": ("features",),
}


def look_at_other(described: Described, id: str, name: str, inputs: Inputs) -> LookedAt:
    """What the node gives, or what is wrong with it."""
    try:
        outputs = _executed(described, id, inputs)
        network = check(outputs[0]) if outputs and isinstance(outputs[0], Network) else None
        if outputs and isinstance(outputs[0], Step):
            layer_type(outputs[0].op).from_params(outputs[0].params)
        told = _told(described, inputs, outputs, network)
    except NetwrightError as error:
        sockets = [*inputs.sources]
        only = sockets[0] if len(sockets) == 1 and isinstance(error, ShapeError) else None
        repairs = block_repairs(id, inputs, error) if described.id == "NetwrightBlock" else ()
        return LookedAt(name, NodeTold(problem=error_problem(error, name, only, repairs)))
    types = tuple(output.io_type for output in described.outputs)
    before = next(iter(inputs.sources.values()), None)
    return LookedAt(name, told, outputs, types, before, network=network)


def _executed(described: Described, id: str, inputs: Inputs) -> tuple[Any, ...]:
    """What `execute` gives of a class that knows the node's id, as ComfyUI makes one for a run."""
    node = described.node
    running = type(node.__name__, (node,), {"hidden": SimpleNamespace(unique_id=id)})
    return tuple(running.execute(**inputs.values).args)  # type: ignore[attr-defined]


def _told(
    described: Described,
    inputs: Inputs,
    outputs: tuple[Any, ...],
    network: CheckedNetwork | None,
) -> NodeTold:
    if described.is_original:  # Its sizes are known only where data meet it.
        return NodeTold()
    cost = _cost(described, inputs, network)
    return NodeTold(
        outputs=tuple(_flows(described, outputs, network)),
        inferred=_of_data(described, inputs, outputs),
        parameters=cost.parameters,
        multiply_adds=cost.multiply_adds,
        assumed=tuple(inputs.assumed),
    )


def _flows(
    described: Described, outputs: tuple[Any, ...], network: CheckedNetwork | None
) -> Iterator[Flow]:
    if network is not None:
        for name, flows in network.outputs.items():
            yield Flow(name=name, shape=flows.shape, dtype=flows.dtype)
    for facts, value in zip(described.outputs, outputs, strict=False):
        if isinstance(value, Value):
            yield Flow(name=facts.name, shape=value.type.shape, dtype=value.type.dtype)


def _cost(described: Described, inputs: Inputs, network: CheckedNetwork | None) -> Cost:
    """Of what the node itself brings: nothing, where others before it bring it."""
    if described.id == "NetwrightNetworkFile" and network is not None:
        return total(node.cost for node in costs(network))
    if described.id == "NetwrightBlock":
        return block_cost(inputs)
    return Cost()


def _of_data(
    described: Described, inputs: Inputs, outputs: tuple[Any, ...]
) -> dict[str, bool | int | float | str]:
    """The sizes that a data set gives, whatever is typed."""
    if "dataset" not in inputs.values:
        return {}
    flows: TensorType = outputs[0].type
    if described.id == "NetwrightTensorInput":
        return {"shape": as_text(flows.shape), "dtype": flows.dtype}
    return dict(zip(_SIZES.get(described.id, ()), flows.shape, strict=False))
