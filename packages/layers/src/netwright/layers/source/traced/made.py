"""What the class of a traced module is made of."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, NamedTuple, TypeAlias

REQUIRED = object()
"""The default of an argument that has none."""


class Value(NamedTuple):
    """A number, or several; where the uses of a class differ in it, it becomes an argument.

    Attributes:
        name: What the argument is then called.
        value: The number.
        default: It is left out of a call where every use has this.
    """

    name: str
    value: Any
    default: Any = REQUIRED


class Call(NamedTuple):
    """A call, a list or a tuple.

    Attributes:
        opening: All up to the first item: ``nn.Conv2d(``.
        items: Each with what stands before it: ``stride=``.
        closing: All after the last item.
        needs: The Python module whose text the file then needs, or a line that imports something.
    """

    opening: str
    items: tuple[tuple[str, Made], ...] = ()
    closing: str = ")"
    needs: str = ""


class Attribute(NamedTuple):
    """A line of `__init__`: ``self.conv1 = nn.Conv2d(...)``.

    Attributes:
        start: All before the value.
        made: The value.
        end: All after it.
    """

    start: str
    made: Made
    end: str = ""


class Step(NamedTuple):
    """A line of `forward`.

    Attributes:
        pieces: What it consists of.
        shape: What it gives, as ``[64,56,56]``; empty where that has no batch axis.
    """

    pieces: tuple[str | Value, ...]
    shape: str


@dataclass(eq=False)
class Part:
    """A module with a class of its own, at one place.

    Attributes:
        op: The name of its class.
        about: What it is, for the docstring.
        attributes: What `__init__` makes.
        inputs: The names of what `forward` takes, with their types.
        steps: What `forward` does; the last one is what it returns.
        shapes: What it takes and gives, for the docstring.
        frozen: The attributes whose weights and statistics do not move.
        fixed: The parameters that are frozen beside them.
        calls: What `forward` needs, as `Call.needs`.
        arguments: What its class is to be called with; filled in when the class is written.
    """

    op: str
    about: str
    attributes: tuple[Attribute, ...]
    inputs: tuple[tuple[str, str], ...]
    steps: tuple[Step, ...]
    shapes: str
    frozen: tuple[str, ...] = ()
    fixed: tuple[str, ...] = ()
    calls: tuple[str, ...] = ()
    arguments: dict[str, Any] = field(default_factory=dict)

    def kind(self) -> tuple[object, ...]:
        """Equal for parts that can share a class: the same modules, wired the same way."""
        return self._kind

    @cached_property
    def _kind(self) -> tuple[object, ...]:
        attributes = tuple((a.start, _kind(a.made), a.end) for a in self.attributes)
        steps = tuple(tuple(map(_kind, step.pieces)) for step in self.steps)
        return self.op, attributes, self.inputs, steps, self.frozen, self.fixed

    def inside_out(self) -> Iterator[Part]:
        """This part and those within it, the inner ones first."""
        for part in within(attribute.made for attribute in self.attributes):
            yield from part.inside_out()
        yield self

    def needs(self) -> Iterator[str]:
        """What this class needs beside those within it, as `Call.needs`."""
        yield from self.calls
        yield from filter(None, (call.needs for a in self.attributes for call in _calls(a.made)))


Made: TypeAlias = "str | Value | Call | Part"


def within(all_made: Iterable[Made]) -> Iterator[Part]:
    """The parts that are made there, but not those inside them."""
    for made in all_made:
        if isinstance(made, Part):
            yield made
        elif isinstance(made, Call):
            yield from within(item for _, item in made.items)


def _calls(made: Made) -> Iterator[Call]:
    if isinstance(made, Call):
        yield made
        for _, item in made.items:
            yield from _calls(item)


def _kind(made: Made) -> object:
    if isinstance(made, Part):
        return made.kind()
    if isinstance(made, Call):
        items = tuple((before, _kind(item)) for before, item in made.items)
        return made.opening, items, made.closing
    return ("value", made.name) if isinstance(made, Value) else made
