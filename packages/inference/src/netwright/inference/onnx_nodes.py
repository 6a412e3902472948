"""The nodes of an ONNX file's graphs, read before anything runs them.

Like `onnx_outline` without a schema; field numbers are those of onnx.proto.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from netwright.inference.onnx_outline import MOST_NODES
from netwright.inference.wire import fields

Message = memoryview
FLOATS = frozenset({1, 10, 11, 16})
"""The data types of floating point numbers: float, float16, double, bfloat16."""


class Node(NamedTuple):
    """One node: what it does, from which values to which, and its attributes as they lie."""

    op: str
    domain: str
    inputs: tuple[str, ...]
    outputs: tuple[str, ...]
    attributes: tuple[Message, ...]

    def attribute(self, name: str) -> dict[int, int | Message | None]:
        """The fields of the attribute of that name; none where it is not given."""
        for attribute in self.attributes:
            found = dict(fields(attribute))
            if text(found.get(1)) == name:
                return found
        return {}

    def subgraphs(self) -> Iterator[Message]:
        """The graphs of its attributes."""
        for attribute in self.attributes:
            yield from (m for number, m in messages(attribute) if number in (6, 11))


class Body(NamedTuple):
    """A graph or a function.

    Attributes:
        name: For a function its domain and name, else ("", "").
        nodes: In their order.
        tensors: The initializers by name.
        types: The data types of the inputs and outputs by name; 0 where it is no tensor's.
    """

    name: tuple[str, str]
    nodes: tuple[Node, ...]
    tensors: dict[str, Message]
    types: dict[str, int]


def messages(message: Message) -> Iterator[tuple[int, Message]]:
    """The fields of `message` that are messages, texts or packed numbers."""
    return ((number, value) for number, value in fields(message) if isinstance(value, Message))


def text(value: object) -> str:
    """A name; what is not UTF-8 keeps its bytes as onnxruntime never takes them for another's."""
    return str(value, "utf-8", "backslashreplace") if isinstance(value, Message) else ""


def read_graph(message: Message) -> Body:
    """A GraphProto."""
    nodes: list[Node] = []
    tensors: dict[str, Message] = {}
    types: dict[str, int] = {}
    for number, value in messages(message):
        if number == 1 and len(nodes) <= MOST_NODES:
            nodes.append(_node(value))
        elif number == 5:
            tensors[text(dict(fields(value)).get(8))] = value
        elif number in (11, 12):
            name, data_type = _value_type(value)
            types[name] = data_type
    return Body(("", ""), tuple(nodes), tensors, types)


def read_function(message: Message) -> Body:
    """A FunctionProto."""
    single = dict(fields(message))
    nodes = tuple(_node(value) for number, value in messages(message) if number == 7)
    return Body((text(single.get(10)), text(single.get(1))), nodes, {}, {})


def _node(message: Message) -> Node:
    parts: dict[int, list[Message]] = {}
    for number, value in messages(message):
        parts.setdefault(number, []).append(value)
    named = {number: tuple(map(text, parts.get(number, ()))) for number in (1, 2, 4, 7)}
    op, domain = ((*named[number], "")[0] for number in (4, 7))
    return Node(op, domain, named[1], named[2], tuple(parts.get(5, ())))


def _value_type(message: Message) -> tuple[str, int]:
    """The name and the data type of a ValueInfoProto."""
    parts = dict(fields(message))
    found: int | Message | None = parts.get(2)
    for _ in ("tensor_type", "elem_type"):
        found = dict(fields(found)).get(1) if isinstance(found, Message) else 0
    return text(parts.get(1)), found if isinstance(found, int) else 0
