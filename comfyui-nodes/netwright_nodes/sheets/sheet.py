"""A workflow that is put together node by node, as ComfyUI's page saves one."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

_WIDGETS = frozenset({"INT", "FLOAT", "STRING", "BOOLEAN", "COMBO"})

WIDTH = 300
_TITLE, _ROW, _WIDGET, _MARGIN = 34, 22, 28, 14


class Wire(NamedTuple):
    """An output of a node."""

    node: int
    slot: int = 0


@dataclass
class SheetNode:
    """A node of the workflow.

    Attributes:
        kind: ComfyUI's node class.
        widgets: The values by name, all of them.
        wires: What comes into its sockets, by their names.
        title: What stands above it; the kind's own name where it is empty.
        below: Room that it takes below its widgets, for what it shows.
    """

    id: int
    kind: Any
    widgets: dict[str, Any]
    wires: dict[str, Wire]
    title: str = ""
    below: int = 0
    place: tuple[int, int] = (0, 0)

    @property
    def height(self) -> int:
        """About as much as the page gives it, in its own units."""
        schema = _schema(self.kind)
        sockets = max(len(self.sockets()), len(schema.outputs))
        return _TITLE + _ROW * sockets + _WIDGET * len(self.widgets) + _MARGIN + self.below

    def sockets(self) -> dict[str, str]:
        """The type of each socket by its name; of those that grow, the ones that are wired."""
        found: dict[str, str] = {}
        for part in _schema(self.kind).inputs:
            if hasattr(part, "template"):
                inner = part.template.input.io_type
                found |= {name: inner for name in self.wires if name.startswith(f"{part.id}.")}
            elif part.io_type not in _WIDGETS:
                found[part.id] = part.io_type
        return found


@dataclass
class Sheet:
    """The nodes so far; `nodes` has them by their numbers."""

    nodes: dict[int, SheetNode] = field(default_factory=dict)

    def add(
        self,
        kind: Any,
        widgets: Mapping[str, Any] | None = None,
        wires: Mapping[str, Wire] | None = None,
        title: str = "",
        below: int = 0,
    ) -> int:
        """A node, whose other widgets have their defaults; its number."""
        number = len(self.nodes) + 1
        values = {**_defaults(kind), **(widgets or {})}
        self.nodes[number] = SheetNode(number, kind, values, dict(wires or {}), title, below)
        return number

    def workflow(self) -> dict[str, Any]:
        """What the page loads."""
        links: list[list[Any]] = []
        for node in self.nodes.values():
            for slot, (name, kind) in enumerate(node.sockets().items()):
                if name in node.wires:
                    wire = node.wires[name]
                    links.append([len(links) + 1, wire.node, wire.slot, node.id, slot, kind])
        return {
            "last_node_id": len(self.nodes),
            "last_link_id": len(links),
            "nodes": [_saved(node, links) for node in self.nodes.values()],
            "links": links,
            "groups": [],
            "config": {},
            "extra": {},
            "version": 0.4,
        }


def _saved(node: SheetNode, links: list[list[Any]]) -> dict[str, Any]:
    schema = _schema(node.kind)
    into = {(target, slot): id for id, _, _, target, slot, _ in links}
    inputs = [
        {"name": name, "type": kind, "link": into.get((node.id, slot))}
        for slot, (name, kind) in enumerate(node.sockets().items())
    ]
    outputs = [
        {
            "name": _said(output, "display_name") or output.id,
            "type": output.io_type,
            "links": [link[0] for link in links if (link[1], link[2]) == (node.id, slot)] or None,
        }
        for slot, output in enumerate(schema.outputs)
    ]
    titled = {"title": node.title} if node.title else {}
    return {
        "id": node.id,
        "type": schema.node_id,
        "pos": list(node.place),
        "size": [WIDTH, node.height],
        "flags": {},
        "order": node.id - 1,
        "mode": 0,
        "inputs": inputs,
        "outputs": outputs,
        **titled,
        "properties": {"Node name for S&R": schema.node_id},
        "widgets_values": list(node.widgets.values()),
    }


@functools.cache
def _schema(kind: Any) -> Any:
    return kind.GET_SCHEMA()


def _defaults(kind: Any) -> dict[str, Any]:
    """In the order in which a workflow has their values."""
    return {p.id: _default(p) for p in _schema(kind).inputs if p.io_type in _WIDGETS}


def _default(part: Any) -> Any:
    options = _said(part, "options")
    if _said(part, "default") is None and isinstance(options, list) and options:
        return options[0]
    return _said(part, "default")


def _said(part: Any, name: str) -> Any:
    """Of an input or an output; the stand-in keeps all that is said of one together."""
    told = getattr(part, name, None)
    options = getattr(part, "options", None)
    return options.get(name) if isinstance(options, dict) else told
