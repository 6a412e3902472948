"""What comes into a node on the canvas: widgets' values of their types, and results of others."""

from __future__ import annotations

import math
from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass, field
from typing import Any

from netwright.interfaces.errors import (
    DocumentError,
    NetworkError,
    NetwrightError,
    did_you_mean,
    nearest,
)

from .canvas_reading import shortened
from .described import Described, Socket, WidgetFacts
from .looked_at import LookedAt

_KINDS: dict[str, tuple[Callable[[Any], Any], str]] = {
    "INT": (int, "a whole number"),
    "FLOAT": (float, "a number"),
    "STRING": (str, "a text"),
    "BOOLEAN": (bool, "true or false"),
}


@dataclass
class Inputs:
    """What comes into a node.

    Attributes:
        values: The arguments of its `execute`.
        sources: By socket, the node and the output that its wire comes from.
        waiting: Sockets and widgets of which nothing is known yet.
        assumed: Optional sockets that only a run can know.
        wrong: What does not go together, and at which input.
        instead: What might be typed into widgets that take no such value, the likeliest first.
    """

    values: dict[str, Any] = field(default_factory=dict)
    sources: dict[str, tuple[LookedAt, int]] = field(default_factory=dict)
    waiting: list[str] = field(default_factory=list)
    assumed: list[str] = field(default_factory=list)
    wrong: tuple[NetwrightError, str | None] | None = None
    instead: dict[str, tuple[Any, ...]] = field(default_factory=dict)

    def key(self) -> Hashable:
        """What is the same as long as the same comes in."""
        typed = ((n, type(v), v) for n, v in self.values.items() if n not in self.sources)
        wires = ((n, node.serial, slot) for n, (node, slot) in self.sources.items())
        wrong = (str(self.wrong[0]), self.wrong[1]) if self.wrong else None
        return (*typed, *wires, *self.assumed, wrong)


def inputs_of(
    described: Described, given: Mapping[str, Any], found: Mapping[str, LookedAt | None]
) -> Inputs:
    """What comes into a node.

    Args:
        described: Its class.
        given: Its inputs, of the prompt.
        found: The nodes that were looked at before; None for those of which only a run knows.
    """
    inputs = Inputs()
    for widget in described.widgets.values():
        _add_widget(inputs, widget, given.get(widget.name, widget.default), found)
    for socket in described.sockets(given):
        _add_wire(inputs, socket, given.get(socket.name), found)
    return inputs


def _add_widget(
    inputs: Inputs, widget: WidgetFacts, given: Any, found: Mapping[str, LookedAt | None]
) -> None:
    if isinstance(given, (list, dict)):
        source = _source(given, found)
        if source is None:
            inputs.waiting.append(widget.name)
            return
        given = source[0].outputs[source[1]]
    try:
        inputs.values[widget.name] = _typed(widget, given)
    except NetwrightError as error:
        inputs.wrong = inputs.wrong or (error, None)
        inputs.instead[widget.name] = (*_nearest(widget, given), widget.default)


def _typed(widget: WidgetFacts, given: Any) -> Any:
    """The value as the widget's type, within its range: what ComfyUI itself looks at."""
    if widget.io_type == "COMBO":
        return _one_of(widget, given)
    kind, words = _KINDS[widget.io_type]
    try:
        value = kind(given)
    except (ValueError, TypeError, OverflowError):
        raise _refused(widget, words, given) from None
    low, high = widget.low, widget.high
    if (low is not None and not value >= low) or (high is not None and not value <= high):
        raise _refused(widget, f"{words} from {low:g} to {high:g}", given)
    return value


def _one_of(widget: WidgetFacts, given: Any) -> Any:
    options = widget.options or ()
    if given not in options:
        words = ", ".join(map(str, options))
        raise DocumentError(
            f"{widget.name}: expected one of {words}, but {_said(given)} came.",
            key=widget.name,
            fix=did_you_mean(str(given), map(str, options)),
        )
    return given


def _nearest(widget: WidgetFacts, given: Any) -> tuple[Any, ...]:
    if widget.io_type == "COMBO":
        found = nearest(str(given), map(str, widget.options or ()))
        return () if found is None else (found,)
    limits = (limit for limit in (widget.low, widget.high) if limit is not None)
    if not isinstance(given, (int, float)) or math.isnan(given):
        return ()
    return tuple(sorted(limits, key=lambda limit: abs(limit - given)))[:1]


def _refused(widget: WidgetFacts, words: str, given: Any) -> DocumentError:
    return DocumentError(
        f"{widget.name}: expected {words}, but {_said(given)} came.",
        key=widget.name,
        fix=f"write for example {widget.default}.",
    )


def _said(value: Any) -> str:
    return shortened(repr(value), 60)


def _add_wire(
    inputs: Inputs, socket: Socket, wire: Any, found: Mapping[str, LookedAt | None]
) -> None:
    if wire is None and socket.optional:
        return
    source = _source(wire, found)
    if source is None:
        unknown = inputs.assumed if socket.optional else inputs.waiting
        unknown.append(socket.name)
        return
    node, slot = source
    if not fits_together(node.output_types[slot], socket.io_type):
        came = f"{node.name} gives {node.output_types[slot]}"
        error = NetworkError(
            f"{socket.name} takes {socket.io_type}, but {came}.",
            fix="wire an output of the same colour into it.",
        )
        inputs.wrong = inputs.wrong or (error, socket.name)
        return
    inputs.values[socket.name] = node.outputs[slot]
    inputs.sources[socket.name] = source


def _source(wire: Any, found: Mapping[str, LookedAt | None]) -> tuple[LookedAt, int] | None:
    """The node and the output at a wire's beginning, if it is known what comes out there."""
    if not (isinstance(wire, list) and len(wire) == 2 and isinstance(wire[1], int)):
        return None
    node = found.get(str(wire[0]))
    if node is None or not 0 <= wire[1] < len(node.outputs) or node.outputs[wire[1]] is None:
        return None
    return node, wire[1]


def fits_together(came: str, takes: str) -> bool:
    """Whether ComfyUI lets a wire of one type into a socket of another."""
    return "*" in (came, takes) or bool({*came.split(",")} & {*takes.split(",")})
