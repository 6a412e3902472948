"""Shared weights: one layer used at several places of a network."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from netwright.interfaces.documents import Node
from netwright.interfaces.errors import NetworkError, did_you_mean

if TYPE_CHECKING:
    from netwright.layers.checked import CheckedNode


def check_shared_weights(nodes: Mapping[str, CheckedNode]) -> None:
    """Refuse nodes that cannot use the weights of the node they name.

    Raises:
        NetworkError: There is no such node, it is another kind of layer, its weights have other
            sizes, or it has none.
    """
    for node in nodes.values():
        if node.node.weights_of is not None:
            _check(node, nodes)


def with_shared_params(node: Node, nodes: Mapping[str, Node]) -> Node:
    """A node that uses another's weights, with that one's parameters where it gives none.

    Raises:
        NetworkError: There is no such node, or it uses another's weights itself.
    """
    if node.weights_of is None:
        return node
    owner = nodes.get(node.weights_of)
    if owner is None:
        raise no_such_owner(node, nodes.values())
    if owner.weights_of is not None:
        other = owner.weights_of
        raise NetworkError(
            f"{node.id!r} uses the weights of {owner.id!r}, which has none of its own.",
            node=node.id,
            fix="leave weights_of out." if other == node.id else f"set weights_of={other}.",
        )
    return node.model_copy(update={"params": {**owner.params, **node.params}})


def no_such_owner(node: Node, others: Iterable[Node]) -> NetworkError:
    """The error for a node that uses the weights of one that is not there."""
    alike = [other.id for other in others if other.op == node.op and other.id != node.id]
    return NetworkError(
        f"{node.id!r} uses the weights of {node.weights_of!r}, "
        "but there is no such node that leads to an output.",
        node=node.id,
        fix=did_you_mean(str(node.weights_of), alike) if alike else "leave weights_of out.",
    )


def _check(node: CheckedNode, nodes: Mapping[str, CheckedNode]) -> None:
    id, name = node.node.id, node.node.weights_of or ""
    owner = nodes.get(name)
    if owner is None:
        raise no_such_owner(node.node, (checked.node for checked in nodes.values()))
    if getattr(type(owner.layer), "is_function", bool)():
        raise NetworkError(
            f"{id!r} uses the weights of {name!r}, but {owner.node.op} has no weights.",
            node=id,
            fix="leave weights_of out.",
        )
    if owner.node.op != node.node.op or not _alike(owner, node):
        raise NetworkError(
            f"{id!r} uses the weights of {name!r}, but their sizes differ: "
            f"{node.node.op} {_sizes(node, owner)}, and {owner.node.op} {_sizes(owner, node)}.",
            node=id,
            fix="leave weights_of out, or make inputs and parameters of both alike.",
        )


def _alike(a: CheckedNode, b: CheckedNode) -> bool:
    """Whether both have the same layers with the same parameters; images may differ in size."""
    inner, other = getattr(a.layer, "nodes", None), getattr(b.layer, "nodes", None)
    if inner is None or other is None:
        return a.layer == b.layer
    return len(inner) == len(other) and all(map(_alike, inner, other))


def _sizes(node: CheckedNode, other: CheckedNode) -> str:
    theirs = _parameters(other)
    differing = {k: v for k, v in _parameters(node).items() if theirs.get(k) != v}
    return ", ".join(f"{name}={value}" for name, value in differing.items()) or "otherwise alike"


def _parameters(node: CheckedNode) -> dict[str, object]:
    layer = node.layer
    return dict(layer) if not hasattr(layer, "nodes") else dict(node.node.params)
