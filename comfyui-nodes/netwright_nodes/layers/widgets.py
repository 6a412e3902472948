"""From a parameter's JSON Schema to the widget it is set with.

What may be left out has a value that stands for that: 0 of a size, an empty text, ``default``.
"""

from __future__ import annotations

import math
from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from netwright.interfaces.errors import DocumentError, UsageError, did_you_mean
from netwright.layers.layer import Layer
from netwright.layers.pages import page

from ..comfyui import io
from .text_values import TextValues, as_text

_Schema = Mapping[str, Any]

_MOST = 2**31 - 1


@dataclass(frozen=True)
class Widget(ABC):
    """How one parameter is set on a node.

    Attributes:
        name: The parameter's.
        tooltip: What it is, and which values it takes.
        default: What the widget shows first.
    """

    name: str
    tooltip: str
    default: Any

    @abstractmethod
    def input(self) -> Any:
        """The input of ComfyUI's schema."""

    def value(self, given: Any) -> Any:
        """The parameter's value; None where it is left out. May raise DocumentError."""
        return given

    def shown(self, value: Any) -> Any:
        """What the widget shows for a parameter's value: the way back from `value`."""
        return value


@dataclass(frozen=True)
class WholeNumber(Widget):
    """A spinner for integers. `nothing` stands for left out."""

    low: int
    high: int
    nothing: int | None = None

    def input(self) -> Any:
        return io.Int.Input(
            self.name, default=self.default, min=self.low, max=self.high, tooltip=self.tooltip
        )

    def value(self, given: Any) -> Any:
        return None if given == self.nothing else given

    def shown(self, value: Any) -> Any:
        return self.nothing if value is None else value


@dataclass(frozen=True)
class Number(Widget):
    """A spinner for numbers. `nothing` stands for left out."""

    low: float
    high: float
    nothing: float | None = None

    def input(self) -> Any:
        # ComfyUI rounds to two digits unless told not to, which makes 0 of an eps of 1e-05.
        return io.Float.Input(
            self.name,
            default=self.default,
            min=self.low,
            max=self.high,
            step=_step(self.default),
            round=False,
            tooltip=self.tooltip,
        )

    def value(self, given: Any) -> Any:
        return None if given == self.nothing else given

    def shown(self, value: Any) -> Any:
        return self.nothing if value is None else value


@dataclass(frozen=True)
class Switch(Widget):
    """True or false."""

    def input(self) -> Any:
        return io.Boolean.Input(self.name, default=self.default, tooltip=self.tooltip)


@dataclass(frozen=True)
class Choice(Widget):
    """One of several words, each of which stands for a value."""

    options: Mapping[str, Any]

    def input(self) -> Any:
        return io.Combo.Input(
            self.name, options=[*self.options], default=self.default, tooltip=self.tooltip
        )

    def value(self, given: Any) -> Any:
        if given not in self.options:  # ComfyUI itself looks at this only in later versions.
            words = ", ".join(self.options)
            raise DocumentError(
                f"{self.name}: expected one of {words}, but {given!r} came.",
                key=self.name,
                fix=did_you_mean(str(given), self.options),
            )
        return self.options[given]

    def shown(self, value: Any) -> Any:
        return next((word for word, meant in self.options.items() if meant == value), value)


@dataclass(frozen=True)
class Text(Widget):
    """A line of text, for what takes several kinds of values."""

    values: TextValues

    def input(self) -> Any:
        return io.String.Input(self.name, default=self.default, tooltip=self.tooltip)

    def value(self, given: Any) -> Any:
        return self.values.read(given)

    def shown(self, value: Any) -> Any:
        return as_text(value)


def widgets_of(kind: type[Layer]) -> list[Widget]:
    """A widget for each parameter: those that must be given first, those that are inferred last."""
    schema = kind.model_json_schema()["properties"] if kind.model_fields else {}
    return [
        _widget(kind, shown.name, shown.sentences(), schema[shown.name])
        for shown in page.parameters(kind)
    ]


def _widget(kind: type[Layer], name: str, tooltip: str, schema: _Schema) -> Widget:
    options = [o for o in schema.get("anyOf", [schema]) if o.get("type") != "null"]
    optional = len(options) < len(schema.get("anyOf", [schema]))
    default = schema.get("default", kind.examples[0].params.get(name))
    only = options[0] if len(options) == 1 else {}
    if known := _known_words(kind, name):
        return Choice(name, tooltip, default, {word: word for word in known})
    if "enum" in only and not optional:
        return Choice(name, tooltip, default, {word: word for word in only["enum"]})
    if only.get("type") == "boolean":
        return _switch(name, tooltip, default, optional)
    if only.get("type") == "integer" and (not optional or only.get("minimum", 0) > 0):
        return _whole_number(name, tooltip, default, only, optional)
    if only.get("type") == "number" and (not optional or _low(only) >= 0):
        return _number(name, tooltip, default, only, optional)
    return Text(name, tooltip, as_text(default), TextValues(kind, name, schema))


def _known_words(kind: type[Layer], name: str) -> tuple[str, ...]:
    """The words that a text may be, where the layer's schema leaves them to another library."""
    if (kind.op(), name) != ("Backbone", "model"):
        return ()
    from netwright.layers.backbones.zoo import model_names

    try:
        return model_names()
    except UsageError:  # Without torchvision; the layer tells so when it is used.
        return tuple(kind.model_fields[name].examples or ())


def _switch(name: str, tooltip: str, default: Any, optional: bool) -> Widget:
    if not optional:
        return Switch(name, tooltip, default)
    return Choice(name, tooltip, "default", {"default": None, "true": True, "false": False})


def _whole_number(
    name: str, tooltip: str, default: Any, schema: _Schema, optional: bool
) -> WholeNumber:
    low, high = schema.get("minimum", -_MOST), schema.get("maximum", _MOST)
    if not optional:
        return WholeNumber(name, tooltip, default, low, high)
    return WholeNumber(name, f"{tooltip} 0 leaves it out.", default or 0, 0, high, nothing=0)


def _number(name: str, tooltip: str, default: Any, schema: _Schema, optional: bool) -> Number:
    low, high = _low(schema), float(schema.get("maximum", _MOST))
    if not optional:
        return Number(name, tooltip, float(default), low, high)
    return Number(name, f"{tooltip} 0 leaves it out.", float(default or 0), 0.0, high, nothing=0.0)


def _low(schema: _Schema) -> float:
    return float(schema.get("minimum", schema.get("exclusiveMinimum", -_MOST)))


def _step(default: float) -> float:
    """A tenth of the default's own size, so that no digit of it is hidden."""
    return 10.0 ** (math.floor(math.log10(abs(default))) - 1) if default else 1e-6
