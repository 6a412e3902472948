"""The steps of a graph by the module in whose `forward` they stand."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TypeAlias

from torch import fx

from netwright.interfaces.errors import NetworkError
from netwright.layers.backbones.points import SCOPE

Input: TypeAlias = "fx.Node | tuple[fx.Node, ...]"
"""What a `forward` takes: what a step outside gave, or a list of such."""


@dataclass
class Scope:
    """One call of a module: its own steps, and the calls of modules within it, in order."""

    path: str
    steps: list[fx.Node | Scope] = field(default_factory=list)

    def nodes(self) -> Iterator[fx.Node]:
        """All steps, those within included."""
        for step in self.steps:
            if isinstance(step, Scope):
                yield from step.nodes()
            else:
                yield step

    def scopes(self) -> Iterator[Scope]:
        """This scope and all within it."""
        yield self
        for step in self.steps:
            if isinstance(step, Scope):
                yield from step.scopes()

    def output(self) -> fx.Node:
        """The step whose value the rest reads.

        Raises:
            NetworkError: There are several.
        """
        inside = set(self.nodes())
        read = [node for node in self.nodes() if any(user not in inside for user in node.users)]
        if len(read) != 1:
            raise NetworkError(
                f"{self.path!r} gives {len(read)} values, and is not written as plain PyTorch.",
                fix="use the network through netwright.layers.build, or choose another output.",
            )
        return read[0]

    def inputs(self) -> list[Input]:
        """What its `forward` takes, in the order in which it is read."""
        inside = set(self.nodes())
        found: dict[Input, None] = {}
        for node in self.nodes():
            lists = _lists_from_outside(node, inside)
            found |= dict.fromkeys(lists)
            listed = {member for members in lists for member in members}
            outer = (n for n in node.all_input_nodes if n not in inside and n not in listed)
            found |= dict.fromkeys(outer)
        return list(found)


def without_checks(graph: fx.Graph) -> fx.Graph:
    """The steps that the output needs: without torchvision's own checks of sizes, which the shapes
    beside the lines tell of."""
    pruned = fx.Graph()
    pruned.output(pruned.graph_copy(graph, {}))
    for node in reversed(pruned.nodes):
        if node.op not in ("placeholder", "output") and not node.users:
            pruned.erase_node(node)
    return pruned


def scoped(graph: fx.Graph) -> Scope:
    """The call of the whole."""
    whole = Scope("")
    for node in graph.nodes:
        if node.op not in ("placeholder", "output"):
            scope = whole
            for path in node.meta[SCOPE]:
                scope = _entered(scope, path)
            scope.steps.append(node)
    return whole


def _entered(scope: Scope, path: str) -> Scope:
    last = scope.steps[-1] if scope.steps else None
    if isinstance(last, Scope) and last.path == path:
        return last
    inner = Scope(path)
    scope.steps.append(inner)
    return inner


def _lists_from_outside(reader: fx.Node, inside: set[fx.Node]) -> list[tuple[fx.Node, ...]]:
    """The lists that a step is given of what it alone reads here, such as a DenseNet's layer."""
    return [
        members
        for argument in reader.args
        if isinstance(argument, (list, tuple))
        and (members := tuple(member for member in argument if isinstance(member, fx.Node)))
        and len(members) == len(argument)
        and not any(n in inside or inside & n.users.keys() - {reader} for n in members)
    ]
