"""What a node class says of itself, read once: its widgets, sockets and outputs."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple

_WIDGETS = frozenset({"INT", "FLOAT", "STRING", "BOOLEAN", "COMBO"})


class WidgetFacts(NamedTuple):
    """A widget: its type, what it shows first, and what it takes; None for no limit."""

    name: str
    io_type: str
    default: Any
    low: float | None
    high: float | None
    options: Collection[Any] | None


class Socket(NamedTuple):
    """An input for a wire, as a prompt names it."""

    name: str
    io_type: str
    optional: bool


class OutputFacts(NamedTuple):
    """What leaves a node at one of its places."""

    name: str
    io_type: str


@dataclass(frozen=True)
class Described:
    """A node class with what its schema says.

    Attributes:
        node: The class.
        schema: Asking the class makes a new one, which takes long.
    """

    node: Any
    schema: Any

    def GET_SCHEMA(self) -> Any:  # noqa: N802 as the class itself has it
        return self.schema

    @property
    def id(self) -> str:
        return str(self.schema.node_id)

    @property
    def title(self) -> str:
        """What its nodes are called."""
        return self.schema.display_name or self.id

    @property
    def is_original(self) -> bool:
        """Whether it is one of the older pack's nodes."""
        return not self.id.startswith("Netwright")

    @cached_property
    def widgets(self) -> dict[str, WidgetFacts]:
        parts = (part for part in self.schema.inputs if part.io_type in _WIDGETS)
        return {part.id: _widget(part) for part in parts}

    @cached_property
    def outputs(self) -> tuple[OutputFacts, ...]:
        return tuple(
            OutputFacts(_said(part, "display_name") or part.id, part.io_type)
            for part in self.schema.outputs
        )

    def sockets(self, given: Collection[str]) -> Iterator[Socket]:
        """Those there must be, and of those that grow the ones that are given."""
        for part in self.schema.inputs:
            template = getattr(part, "template", None)
            if template is not None:
                yield from _grown(part.id, template, given)
            elif part.io_type not in _WIDGETS:
                yield Socket(part.id, part.io_type, bool(part.optional))


def _grown(group: str, template: Any, given: Collection[str]) -> Iterator[Socket]:
    for number in range(template.max):
        name = f"{group}.{template.prefix}{number}"
        if number < template.min or name in given:
            yield Socket(name, template.input.io_type, number >= template.min)


def _widget(part: Any) -> WidgetFacts:
    facts = (_said(part, name) for name in ("default", "min", "max", "options"))
    return WidgetFacts(part.id, part.io_type, *facts)


def _said(part: Any, name: str) -> Any:
    """What was said of an input or output: attributes in ComfyUI, a mapping in the stand-in."""
    told = getattr(part, "options", None)
    return told.get(name) if isinstance(told, dict) else getattr(part, name, None)
