"""Workflows as ComfyUI's page saves them, written down briefly and laid out in columns."""

from __future__ import annotations

from typing import Any, NamedTuple

_WIDGETS = frozenset({"INT", "FLOAT", "STRING", "BOOLEAN", "COMBO"})
_COLUMN, _WIDTH, _GAP = 450, 400, 50
_TITLE, _SLOT, _WIDGET, _LINES, _PICTURE = 40, 22, 26, 90, 240


class Place(NamedTuple):
    """An output of a node on the canvas."""

    node: int
    slot: int = 0


class Sketch:
    """A canvas that is filled from left to right, and in each column from top to bottom.

    Args:
        nodes: The node classes by id, for their sockets and widgets.
    """

    def __init__(self, nodes: dict[str, Any]) -> None:
        self._schemas = {id: node.GET_SCHEMA() for id, node in nodes.items()}
        self._nodes: list[dict[str, Any]] = []
        self._links: list[list[Any]] = []
        self._left = self._top = 0

    def column(self) -> None:
        """Go on to the right."""
        self._left, self._top = self._left + _COLUMN, 0

    def note(self, text: str) -> None:
        """A text on the canvas, in Markdown."""
        height = 40 + 22 * sum(1 + len(line) // 42 for line in text.splitlines())
        node = self._placed("MarkdownNote", height, [], [])
        node |= {"widgets_values": [text], "color": "#432", "bgcolor": "#653"}

    def add(self, node_id: str, **given: Any) -> Place:
        """A node; a `Place` among what is given is a wire, anything else a widget's value."""
        schema = self._schemas[node_id]
        values = [
            _value(part, given.get(part.id)) for part in schema.inputs if part.io_type in _WIDGETS
        ]
        sockets = [_socket(part, name) for part in schema.inputs for name in _wires(part, given)]
        outputs = [
            {"name": part.options.get("display_name", part.id), "type": part.io_type, "links": []}
            for part in schema.outputs
        ]
        height = _height(schema, sockets, outputs)
        node = self._placed(node_id, height, sockets, outputs)
        node["widgets_values"] = values
        for slot, socket in enumerate(sockets):
            if isinstance(source := given.get(socket["name"]), Place):
                self._wire(source, node, slot, socket)
        return Place(node["id"])

    def layer(self, op: str, *wires: Place, **params: Any) -> Place:
        """The node of a layer, what flows into it in the order of its sockets."""
        schema = self._schemas[f"NetwrightLayer{op}"]
        names = [part.id for part in schema.inputs if part.io_type not in _WIDGETS]
        if names == ["inputs"]:
            names = [f"inputs.input_{number}" for number in range(len(wires))]
        return self.add(f"NetwrightLayer{op}", **dict(zip(names, wires, strict=True)), **params)

    def workflow(self) -> dict[str, Any]:
        """What ComfyUI's page opens."""
        for node in self._nodes:
            for output in node["outputs"]:
                output["links"] = output["links"] or None
        return {
            "last_node_id": len(self._nodes),
            "last_link_id": len(self._links),
            "nodes": self._nodes,
            "links": self._links,
            "groups": [],
            "config": {},
            "extra": {},
            "version": 0.4,
        }

    def _wire(self, source: Place, node: dict[str, Any], slot: int, socket: dict[str, Any]) -> None:
        id = len(self._links) + 1
        socket["link"] = id
        self._nodes[source.node - 1]["outputs"][source.slot]["links"].append(id)
        self._links.append([id, source.node, source.slot, node["id"], slot, socket["type"]])

    def _placed(
        self, node_id: str, height: int, sockets: list[Any], outputs: list[Any]
    ) -> dict[str, Any]:
        number = len(self._nodes)
        node = {
            "id": number + 1,
            "type": node_id,
            "pos": [self._left, self._top],
            "size": [_WIDTH, height],
            "flags": {},
            "order": number,
            "mode": 0,
            "inputs": sockets,
            "outputs": outputs,
            "properties": {"Node name for S&R": node_id},
        }
        self._top += height + _GAP
        self._nodes.append(node)
        return node


def _wires(part: Any, given: dict[str, Any]) -> list[str]:
    """The sockets that an input is on the canvas: widgets have one only where they are wired."""
    if hasattr(part, "template"):
        return [name for name in given if name.startswith(f"{part.id}.")]
    if part.io_type in _WIDGETS:
        return [part.id] if isinstance(given.get(part.id), Place) else []
    return [part.id]


def _socket(part: Any, name: str) -> dict[str, Any]:
    template = getattr(part, "template", None)
    kind = part.io_type if template is None else template.input.io_type
    widget = {"widget": {"name": name}} if part.io_type in _WIDGETS else {}
    return {"name": name, "type": kind, "link": None, **widget}


def _value(part: Any, given: Any) -> Any:
    """What stands in a widget; also where it is wired."""
    return part.options.get("default", "") if given is None or isinstance(given, Place) else given


def _height(schema: Any, sockets: list[Any], outputs: list[Any]) -> int:
    widgets = [part for part in schema.inputs if part.io_type in _WIDGETS]
    lines = sum(_LINES for part in widgets if part.options.get("multiline"))
    shown = _PICTURE if schema.is_output_node else 0
    slots = max(len(sockets), len(outputs), 1)
    return _TITLE + _SLOT * slots + _WIDGET * len(widgets) + lines + shown
