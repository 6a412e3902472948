"""From what the page saves of a canvas to the prompt that it would send."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from netwright.interfaces.errors import UsageError

from .outcome import Prompt
from .subgraphs import BYPASSED, MUTED, Node, Scope, is_off, scopes_in

_WIDGETS = frozenset({"INT", "FLOAT", "STRING", "BOOLEAN", "COMBO"})
_NOTES = frozenset({"Note", "MarkdownNote", "Reroute", "PrimitiveNode"})
_LONGEST = 1_000
"""Reroutes, bypassed nodes and borders of subgraphs that a wire may pass."""
_AFTER_A_SEED = frozenset({"fixed", "increment", "decrement", "randomize"})


def prompt_of_canvas(content: dict[str, Any], nodes: dict[str, Any]) -> Prompt:
    """The prompt of a canvas: widgets by their names, wires without detours, no subgraphs.

    Args:
        content: The parsed file.
        nodes: The nodes that are known, by id.

    Raises:
        UsageError: A subgraph holds itself, or a wire goes in a circle.
    """
    return {
        scope.name_of(node): {
            "class_type": node["type"],
            "inputs": dict(_widgets(node, nodes)) | dict(_wired(scope, node)),
        }
        for scope in scopes_in(content)
        for node in scope.nodes.values()
        if not is_off(node) and node["type"] not in _NOTES and not scope.is_subgraph(node)
    }


def _widgets(node: Node, known: dict[str, Any]) -> Iterator[tuple[str, Any]]:
    """The widgets' values, which the file has in their order."""
    values = node.get("widgets_values") or []
    if isinstance(values, dict):
        yield from values.items()
        return
    if node["type"] not in known:
        return
    waiting = list(values)
    for part in known[node["type"]].GET_SCHEMA().inputs:
        if part.io_type in _WIDGETS and waiting:
            yield part.id, waiting.pop(0)
            if part.io_type == "INT" and waiting and str(waiting[0]) in _AFTER_A_SEED:
                waiting.pop(0)  # What the page does with a seed after each run.


def _wired(scope: Scope, node: Node) -> Iterator[tuple[str, Any]]:
    for socket in node.get("inputs", ()):
        value = _source(scope, socket.get("link"))
        if value is not None:
            yield socket["name"], value


def _source(scope: Scope, link: Any) -> Any:
    """Where a wire begins, past nodes that only hand on; None where nothing comes."""
    for _ in range(_LONGEST):
        if link is None or link not in scope.sources:
            return None
        origin, slot = scope.sources[link]
        if scope.is_entry(origin):
            if (typed := scope.typed(slot)) is not None:
                return typed
            scope, link = scope.outside(slot)
            continue
        node = scope.nodes.get(origin)
        if node is None:
            return None
        if node["type"] == "PrimitiveNode":
            return (node.get("widgets_values") or [None])[0]
        if node["type"] == "Reroute":
            link = next((socket.get("link") for socket in node.get("inputs", ())), None)
        elif node.get("mode", 0) == BYPASSED:
            link = _through(node, slot)
        elif node.get("mode", 0) == MUTED:
            return None
        elif scope.is_subgraph(node):
            scope = scope.within(node)
            link = scope.end(slot)
        else:
            return [scope.name_of(node), slot]
    raise UsageError(
        "a wire of the workflow goes in a circle.",
        fix="open it in ComfyUI, look at its reroutes, and save it again.",
    )


def _through(node: Node, slot: int) -> Any:
    """The wire that a bypassed node hands on: its first one of the output's type."""
    outputs = node.get("outputs", ())
    wanted = outputs[slot]["type"] if 0 <= slot < len(outputs) else None
    wired = [socket for socket in node.get("inputs", ()) if socket.get("link") is not None]
    return next((socket["link"] for socket in wired if socket["type"] == wanted), None)
