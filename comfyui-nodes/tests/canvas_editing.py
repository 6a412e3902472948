"""What a click on a repair does to a canvas, done to the file of one."""

from __future__ import annotations

import copy
from typing import Any

_WIDGETS = frozenset({"INT", "FLOAT", "STRING", "BOOLEAN", "COMBO"})


def repaired(workflow: dict[str, Any], repair: Any, nodes: dict[str, Any]) -> dict[str, Any]:
    """The canvas after a repair, its nodes all on the outermost canvas."""
    workflow = copy.deepcopy(workflow)
    for action in (repair.action, *repair.also):
        if action.kind == "set":
            node = _node(workflow, action.node)
            _set(node, action.widget, action.value, nodes[node["type"]])
        else:
            _insert(workflow, action, nodes)
    return workflow


def set_widget(
    workflow: dict[str, Any], id: int, widget: str, value: Any, nodes: dict[str, Any]
) -> dict[str, Any]:
    """The canvas after something was typed into a widget."""
    workflow = copy.deepcopy(workflow)
    node = _node(workflow, str(id))
    _set(node, widget, value, nodes[node["type"]])
    return workflow


def _node(workflow: dict[str, Any], id: str) -> dict[str, Any]:
    return next(node for node in workflow["nodes"] if str(node["id"]) == id)


def _set(node: dict[str, Any], widget: str, value: Any, kind: Any) -> None:
    node["widgets_values"][_names(kind).index(widget)] = value


def _names(kind: Any) -> list[str]:
    return [part.id for part in kind.GET_SCHEMA().inputs if part.io_type in _WIDGETS]


def _insert(workflow: dict[str, Any], action: Any, nodes: dict[str, Any]) -> None:
    """A new node with the widgets' defaults, between a socket and what was wired into it."""
    schema = nodes[action.type].GET_SCHEMA()
    id = max(node["id"] for node in workflow["nodes"]) + 1
    link = max(link[0] for link in workflow["links"]) + 1
    reader = _node(workflow, action.node)
    socket = next(s for s in reader["inputs"] if s["name"] == action.input)
    old = next(wire for wire in workflow["links"] if wire[0] == socket["link"])
    first = next(part.id for part in schema.inputs if part.io_type not in _WIDGETS)
    node = {
        "id": id,
        "type": action.type,
        "mode": 0,
        "inputs": [{"name": first, "type": socket["type"], "link": old[0]}],
        "outputs": [{"name": "out", "type": socket["type"], "links": [link]}],
        "widgets_values": [
            part.options.get("default") for part in schema.inputs if part.io_type in _WIDGETS
        ],
    }
    for name, value in action.widgets.items():
        _set(node, name, value, nodes[action.type])
    old[3], slot, old[4] = id, old[4], 0
    workflow["links"].append([link, id, 0, reader["id"], slot, socket["type"]])
    socket["link"] = link
    workflow["nodes"].append(node)
