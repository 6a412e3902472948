"""A use of a block, looked at alone: what it costs, and what would make it fit."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from netwright.interfaces.errors import NetwrightError
from netwright.layers import CheckedNetwork, TensorType, builder, check
from netwright.layers.seeing.cost import Cost, costs, total

from ..nodes.block import block_parameters
from ..routes.messages.canvas import Repair
from ..wiring.many_inputs import wired
from .fix_words import Insertion, changes_in
from .repairs import as_repair
from .trying import Failing, tried
from .wired_inputs import Inputs


@dataclass(frozen=True)
class BlockCall:
    """What the node of a block does, for trying it with other things before it."""

    name: str

    def params(self, values: Mapping[str, Any]) -> dict[str, Any]:
        """The parameters that are typed."""
        return block_parameters(values["parameters"])

    def fit(self, params: Mapping[str, Any], inputs: tuple[TensorType, ...]) -> CheckedNetwork:
        """A network of the block alone. Raises NetwrightError where it does not fit."""
        flows = [builder.input(f"in_{number}", *given) for number, given in enumerate(inputs)]
        given = builder.block(self.name)(*flows, **params)
        first = given[0] if isinstance(given, tuple) else given
        return check(builder.network(output=first))


def block_cost(inputs: Inputs) -> Cost:
    """What a block that fits costs."""
    call = BlockCall(inputs.values["block"])
    network = call.fit(call.params(inputs.values), _types(inputs))
    return total(node.cost for node in costs(network))


def block_repairs(id: str, inputs: Inputs, error: NetwrightError) -> tuple[Repair, ...]:
    """Layers before the only input of a block, which its own layers ask for."""
    sockets = tuple(inputs.sources)
    if len(sockets) != 1:
        return ()
    call = BlockCall(inputs.values["block"])
    failing = Failing(id, call, inputs.values, _types(inputs), sockets, 0)
    offered = (
        changes
        for changes in changes_in(error.fix)
        if all(isinstance(change, Insertion) for change in changes)
    )
    found = (tried(failing, changes) for changes in offered)
    return tuple(as_repair(done) for done in found if done is not None)


def _types(inputs: Inputs) -> tuple[TensorType, ...]:
    return tuple(value.type for value in wired(inputs.values))
