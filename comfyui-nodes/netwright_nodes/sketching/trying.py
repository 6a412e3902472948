"""Changes of a layer's node and of the wire into it, tried without a run."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Generic, Protocol, TypeVar

from netwright.interfaces.errors import DocumentError, NetwrightError
from netwright.layers import Misfit, TensorType
from netwright.layers.families.fixes import call as written

from ..layers.layer_call import LayerCall
from ..layers.layer_node import node_id
from ..routes.messages.canvas import Action, InsertNode, SetWidget
from .fix_words import Change, Insertion, Settings
from .known_nodes import all_nodes


class Call(Protocol):
    """What a node does, whose widgets and inputs are to be tried otherwise."""

    def params(self, values: Mapping[str, Any]) -> dict[str, Any]: ...

    def fit(self, params: Mapping[str, Any], inputs: tuple[TensorType, ...]) -> Any: ...


NodeCall = TypeVar("NodeCall", bound=Call)


@dataclass(frozen=True)
class Failing(Generic[NodeCall]):
    """A node that does not fit.

    Attributes:
        id: Its name in the prompt.
        call: What it does.
        values: Its widgets' values.
        inputs: The types of what flows in.
        sockets: The names of its inputs, in the same order.
        wrong: Which of them does not fit.
    """

    id: str
    call: NodeCall
    values: dict[str, Any]
    inputs: tuple[TensorType, ...]
    sockets: tuple[str, ...]
    wrong: int

    @property
    def came(self) -> TensorType | None:
        """What flows into the wrong input."""
        return self.inputs[self.wrong] if self.inputs else None


@dataclass
class Tried:
    """Changes that make a node fit, as the page does them, and what they are called."""

    actions: list[Action] = field(default_factory=list)
    words: list[str] = field(default_factory=list)


def tried(failing: Failing[Any], changes: Sequence[Change]) -> Tried | None:
    """The changes as actions, if the node fits with them; else None."""
    done, values = Tried(), dict(failing.values)
    try:
        came = _flowing(failing, changes, done)
        inputs = [*failing.inputs]
        if came is not None:
            inputs[failing.wrong] = came
        for change in changes:
            if isinstance(change, Settings):
                values |= _set(failing, change, done)
        failing.call.fit(failing.call.params(values), tuple(inputs))
    except (Misfit, NetwrightError):
        return None
    return done if done.actions else None


def _flowing(failing: Failing[Any], changes: Iterable[Change], done: Tried) -> TensorType | None:
    """What flows into the wrong input, past the layers that are put before it."""
    flows = failing.came
    for change in changes:
        if isinstance(change, Insertion) and flows is not None:
            call = _call_of(change.op)
            values = {widget.name: widget.default for widget in call.widgets}
            values |= _shown(call, change.params)
            flows = call.fit(call.params(values), (flows,)).outputs[0]
            done.actions.append(_inserting(failing, call, values))
            done.words.append(f"put {written(change.op, **change.params)} before it")
    return flows


def _inserting(failing: Failing[Any], call: LayerCall, values: dict[str, Any]) -> InsertNode:
    changed = {w.name: values[w.name] for w in call.widgets if values[w.name] != w.default}
    return InsertNode(
        node=failing.id,
        input=failing.sockets[failing.wrong],
        type=node_id(call.kind),
        widgets=changed,
    )


def _set(failing: Failing[Any], settings: Settings, done: Tried) -> dict[str, Any]:
    shown = _shown(failing.call, settings.values)
    for name, value in shown.items():
        left_out = settings.values[name] is None
        action = SetWidget(node=failing.id, widget=name, value=value, leaves_out=left_out)
        done.actions.append(action)
        done.words.append(f"leave {name} out" if left_out else f"set {name} to {value}")
    return shown


def _shown(call: LayerCall, params: dict[str, Any]) -> dict[str, Any]:
    """Parameters as widgets show them. Raises DocumentError for one that there is not."""
    widgets = {widget.name: widget for widget in call.widgets}
    if unknown := params.keys() - widgets.keys():
        raise DocumentError(f"there is no {min(unknown)}.", fix="leave it out.")
    shown = {name: widgets[name].shown(value) for name, value in params.items()}
    if any(value is None for value in shown.values()):
        raise DocumentError("one of them cannot be left out.", fix="set it.")
    return shown


def _call_of(op: str) -> LayerCall:
    described = all_nodes().get(f"NetwrightLayer{op}")
    if described is None:
        raise DocumentError(f"there is no node {op}.", fix="use another layer.")
    call: LayerCall = described.node.layer_call
    return call
