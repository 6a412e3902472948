"""From a layer's parameters to the values of its node's widgets: the way back of `widgets`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from netwright.interfaces.errors import NetwrightError
from netwright.layers.layer import Layer

from ..layers.text_values import as_text
from ..layers.widgets import Choice, Text, Widget, widgets_of
from .inexpressible import InexpressibleError


def layer_values(kind: type[Layer], params: Mapping[str, Any]) -> dict[str, Any]:
    """The value of every widget, by name.

    Raises:
        InexpressibleError: No value of a widget says that parameter.
    """
    widgets = {widget.name: widget for widget in widgets_of(kind)}
    if unknown := [name for name in params if name not in widgets]:
        raise InexpressibleError(f"{kind.op()} has no parameter {unknown[0]!r}")
    return {
        name: _typed(widget, params.get(name, kind.model_fields[name].default), kind)
        for name, widget in widgets.items()
    }


def _typed(widget: Widget, value: Any, kind: type[Layer]) -> Any:
    """What is typed into the widget; each candidate is read back before it is trusted."""
    for candidate in _candidates(widget, value):
        try:
            if _alike(widget.value(candidate), value):
                return candidate
        except NetwrightError:
            continue
    raise InexpressibleError(f"{widget.name}={value!r} of {kind.op()} has no widget that says it")


def _candidates(widget: Widget, value: Any) -> Iterator[Any]:
    if isinstance(widget, Choice):
        yield from (word for word, stands_for in widget.options.items() if stands_for == value)
    elif isinstance(widget, Text):
        yield as_text(value)
        if isinstance(value, (list, tuple)):
            parts = ", ".join("none" if part is None else as_text(part) for part in value)
            yield f"[{parts}]"
    elif value is None:
        yield getattr(widget, "nothing", None)
    else:
        yield value


def _alike(one: Any, other: Any) -> bool:
    """Equal, lists and tuples being the same; True is not 1."""
    if isinstance(one, (list, tuple)) and isinstance(other, (list, tuple)):
        return len(one) == len(other) and all(map(_alike, one, other))
    return bool(one == other) and isinstance(one, bool) == isinstance(other, bool)
