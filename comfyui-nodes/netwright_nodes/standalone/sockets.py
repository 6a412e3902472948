"""What the small host knows of a node's inputs, from its schema and what a prompt gives it."""

from __future__ import annotations

from typing import Any, NamedTuple


class Socket(NamedTuple):
    """An input as a prompt names it."""

    name: str
    io_type: str
    optional: bool
    options: dict[str, Any]


def sockets_of(schema: Any, given: dict[str, Any]) -> dict[str, Socket]:
    """The inputs by name; of those that grow, the ones that are given."""
    found = [socket for part in schema.inputs for socket in _sockets(part, given)]
    return {socket.name: socket for socket in found}


def grouped(values: dict[str, Any], schema: Any) -> dict[str, Any]:
    """The arguments of a node: those that grow come as one mapping."""
    groups = {part.id for part in schema.inputs if hasattr(part, "template")}
    arguments: dict[str, Any] = {}
    for name, value in values.items():
        group, _, rest = name.partition(".")
        if group in groups:
            arguments.setdefault(group, {})[rest] = value
        else:
            arguments[name] = value
    return arguments


def is_wire(value: Any) -> bool:
    """Whether a prompt's input comes from another node."""
    return isinstance(value, list)


def _sockets(part: Any, given: dict[str, Any]) -> list[Socket]:
    if not hasattr(part, "template"):
        return [Socket(part.id, part.io_type, part.optional, part.options)]
    template = part.template
    names = (f"{part.id}.{template.prefix}{number}" for number in range(template.max))
    return [
        Socket(name, template.input.io_type, number >= template.min, template.input.options)
        for number, name in enumerate(names)
        if name in given
    ]
