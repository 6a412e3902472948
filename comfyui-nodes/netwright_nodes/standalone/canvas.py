"""From what the page saves of a canvas to the prompt that it would send."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from netwright.interfaces.errors import UsageError

from .outcome import Prompt

_WIDGETS = frozenset({"INT", "FLOAT", "STRING", "BOOLEAN", "COMBO"})
_NOTES = frozenset({"Note", "MarkdownNote", "Reroute", "PrimitiveNode"})
_MUTED, _BYPASSED = 2, 4
_AFTER_A_SEED = frozenset({"fixed", "increment", "decrement", "randomize"})

_Node = dict[str, Any]


def prompt_of_canvas(content: dict[str, Any], nodes: dict[str, Any]) -> Prompt:
    """The prompt of a canvas: widgets by their names, wires without detours.

    Args:
        content: The parsed file.
        nodes: The nodes that are known, by id.

    Raises:
        UsageError: The canvas has subgraphs.
    """
    if content.get("definitions", {}).get("subgraphs"):
        raise UsageError(
            "the workflow has subgraphs, which only ComfyUI takes apart.",
            fix="export it in ComfyUI by Workflow > Export (API), and run that file.",
        )
    return _Canvas(content, nodes).prompt()


class _Canvas:
    def __init__(self, content: dict[str, Any], nodes: dict[str, Any]) -> None:
        self._known = nodes
        self._nodes: dict[Any, _Node] = {node["id"]: node for node in content["nodes"]}
        self._sources = {
            id: (origin, slot) for id, origin, slot, *_ in map(_link, content["links"])
        }

    def prompt(self) -> Prompt:
        active = (
            node for node in self._nodes.values() if node.get("mode", 0) not in (_MUTED, _BYPASSED)
        )
        return {
            str(node["id"]): {"class_type": node["type"], "inputs": self._inputs(node)}
            for node in active
            if node["type"] not in _NOTES
        }

    def _inputs(self, node: _Node) -> dict[str, Any]:
        found = dict(self._widgets(node))
        for socket in node.get("inputs", ()):
            value = self._source(socket.get("link"))
            if value is not None:
                found[socket["name"]] = value
        return found

    def _widgets(self, node: _Node) -> Iterator[tuple[str, Any]]:
        """The widgets' values, which the file has in their order."""
        values = node.get("widgets_values") or []
        if isinstance(values, dict):
            yield from values.items()
            return
        if node["type"] not in self._known:
            return
        waiting = list(values)
        for part in self._known[node["type"]].GET_SCHEMA().inputs:
            if part.io_type in _WIDGETS and waiting:
                yield part.id, waiting.pop(0)
                if part.io_type == "INT" and waiting and waiting[0] in _AFTER_A_SEED:
                    waiting.pop(0)  # What the page does with a seed after each run.

    def _source(self, link: Any) -> Any:
        """Where a wire begins, past nodes that only hand on; None where nothing comes."""
        while link is not None and link in self._sources:
            origin, slot = self._sources[link]
            node = self._nodes[origin]
            if node["type"] == "PrimitiveNode":
                return (node.get("widgets_values") or [None])[0]
            if node["type"] == "Reroute":
                link = node["inputs"][0].get("link")
            elif node.get("mode", 0) == _BYPASSED:
                link = _through(node, slot)
            elif node.get("mode", 0) == _MUTED:
                return None
            else:
                return [str(origin), slot]
        return None


def _through(node: _Node, slot: int) -> Any:
    """The wire that a bypassed node hands on: its first one of the output's type."""
    wanted = node["outputs"][slot]["type"]
    wired = [socket for socket in node.get("inputs", ()) if socket.get("link") is not None]
    return next((socket["link"] for socket in wired if socket["type"] == wanted), None)


def _link(link: Any) -> tuple[Any, Any, int]:
    """Newer files have links as mappings."""
    if isinstance(link, dict):
        return link["id"], link["origin_id"], link["origin_slot"]
    return link[0], link[1], link[2]
