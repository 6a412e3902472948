"""The subgraphs of a canvas: nodes that hold other nodes, once for each place where they are used.

The file has each subgraph once, under the name that is the type of the nodes that stand for it.
Inside, wires from its inputs begin at a node of their own, and wires to its outputs end at one.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from netwright.interfaces.errors import UsageError

Node = dict[str, Any]

MUTED, BYPASSED = 2, 4
"""A node's mode; any other runs."""
_DEEPEST = 30


class _Link(NamedTuple):
    id: Any
    origin: Any
    origin_slot: int
    target: Any
    target_slot: int


class Scope:
    """The canvas itself, or the nodes of a subgraph in one of its places.

    Attributes:
        nodes: By their numbers, which are unique within it.
        sources: For each wire, the node and the output that it begins at.
    """

    def __init__(
        self,
        graph: dict[str, Any],
        subgraphs: dict[str, dict[str, Any]],
        outer: Scope | None = None,
        host: Node | None = None,
    ) -> None:
        links = [_link(link) for link in graph.get("links", ())]
        self.nodes: dict[Any, Node] = {node["id"]: node for node in graph["nodes"]}
        self.sources = {link.id: (link.origin, link.origin_slot) for link in links}
        self._entry, exit = (graph.get(name, {}).get("id") for name in ("inputNode", "outputNode"))
        self._ends = {link.target_slot: link.id for link in links if link.target == exit}
        self._subgraphs, self._outer, self._host = subgraphs, outer, host
        self._within: dict[Any, Scope] = {}
        self._inputs = [socket["name"] for socket in graph.get("inputs", ())] if host else []
        self._prefix = f"{outer.name_of(host)}:" if outer and host else ""

    def name_of(self, node: Node) -> str:
        """Its name in a prompt, such as ``25:24:9`` for #9 in #24 in #25."""
        return f"{self._prefix}{node['id']}"

    def is_subgraph(self, node: Node) -> bool:
        """Whether the node stands for others."""
        return node["type"] in self._subgraphs

    def is_entry(self, id: Any) -> bool:
        """Whether wires that begin at this node come from outside."""
        return self._host is not None and id == self._entry

    def typed(self, slot: int) -> Any:
        """What is typed into the subgraph's own widget for that input; None where it has none."""
        assert self._host is not None
        shown = self._host.get("properties", {}).get("proxyWidgets", ())
        names = [name for id, name in shown if str(id) == "-1"]
        values = self._host.get("widgets_values") or ()
        return dict(zip(names, values, strict=False)).get(self._inputs[slot])

    def outside(self, slot: int) -> tuple[Scope, Any]:
        """The scope around it, and the wire there that leads to that input."""
        assert self._host is not None
        assert self._outer is not None
        sockets = {socket["name"]: socket for socket in self._host.get("inputs", ())}
        return self._outer, sockets.get(self._inputs[slot], {}).get("link")

    def within(self, host: Node) -> Scope:
        """What a node stands for."""
        if host["id"] not in self._within:
            graph = self._subgraphs[host["type"]]
            self._within[host["id"]] = Scope(graph, self._subgraphs, self, host)
        return self._within[host["id"]]

    def end(self, slot: int) -> Any:
        """The wire that leads to that output of the subgraph; None where none does."""
        return self._ends.get(slot)

    def with_inner(self, depth: int = 0) -> Iterator[Scope]:
        """This scope, and those of the nodes in it that stand for others and are not off."""
        if depth > _DEEPEST:
            raise UsageError(
                f"the workflow's subgraphs are more than {_DEEPEST} deep, or one holds itself.",
                fix="unpack some of them in ComfyUI, and save it again.",
            )
        yield self
        for node in self.nodes.values():
            if self.is_subgraph(node) and not is_off(node):
                yield from self.within(node).with_inner(depth + 1)


def scopes_in(content: dict[str, Any]) -> Iterator[Scope]:
    """The canvas, and each place of its subgraphs. Raises UsageError where one holds itself."""
    found = content.get("definitions", {}).get("subgraphs", ())
    return Scope(content, {graph["id"]: graph for graph in found}).with_inner()


def is_off(node: Node) -> bool:
    """Whether the node is muted or bypassed."""
    return node.get("mode", 0) in (MUTED, BYPASSED)


def _link(link: Any) -> _Link:
    """Newer files have links as mappings."""
    if isinstance(link, dict):
        names = ("id", "origin_id", "origin_slot", "target_id", "target_slot")
        return _Link(*(link[name] for name in names))
    return _Link(*link[:5])
