"""From wires to the network's document."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from pydantic import ValidationError

from netwright.interfaces.documents import Network, Node
from netwright.interfaces.documents.problems import located
from netwright.layers import builder


def document(name: str, outputs: Sequence[Any]) -> Network:
    """The document of all that `outputs` depend on, its nodes in an order of the wiring alone.

    ComfyUI runs only the nodes that were changed, in any order; seeds hand out weights in the
    order of the document. So the same canvas must always give the same order.

    Args:
        name: The network's name.
        outputs: One value or several; the first one is called ``output``, then ``output_2``.

    Raises:
        DocumentError: The name is too long for a document.
    """
    numbered = {f"output_{n}" if n > 1 else "output": v for n, v in enumerate(outputs, start=1)}
    try:
        found = builder.network(name, **numbered)
    except ValidationError as error:
        raise located(Network, "the network", error, {}) from None
    return found.model_copy(update={"nodes": tuple(_in_order(found))})


def _in_order(network: Network) -> Iterator[Node]:
    """Each node after those it reads, these in the order in which they are wired into it."""
    nodes = {node.id: node for node in network.nodes}
    waiting = [_source(reference) for reference in reversed(network.outputs.values())]
    opened: set[str] = set()
    done: set[str] = set()
    while waiting:
        id = waiting.pop()
        if id not in nodes or id in done:
            continue
        if id in opened:
            done.add(id)
            yield nodes[id]
        else:
            opened.add(id)
            waiting += [id, *(_source(reference) for reference in reversed(nodes[id].inputs))]


def _source(reference: str) -> str:
    return reference.partition(".")[0]
