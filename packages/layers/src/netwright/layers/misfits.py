"""From a layer that does not fit to the error that names nodes, producer and path."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from netwright.interfaces.documents import Node
from netwright.interfaces.errors import ShapeError
from netwright.layers.graph import source_of
from netwright.layers.layer import Misfit, TensorType

if TYPE_CHECKING:
    from netwright.layers.checked import CheckedNode


def shape_error(
    misfit: Misfit,
    node: Node,
    inputs: tuple[TensorType, ...],
    types: Mapping[str, TensorType],
    before: Mapping[str, CheckedNode],
) -> ShapeError:
    """The error for a node that does not fit what flows into it.

    Args:
        misfit: What the node's layer says.
        node: The node.
        inputs: The types of what flows into it.
        types: The type at every reference so far.
        before: The nodes before it.
    """
    reference = node.inputs[misfit.input]
    source = source_of(reference)
    producer = f"{source!r} ({before[source].node.op})" if source in before else f"input {source!r}"
    gives = misfit.gives or str(inputs[misfit.input])
    return ShapeError(
        f"{node.id!r} ({node.op}) expects {misfit.expects}, but {producer} gives {gives}.",
        path=_path(reference, node.id, types, before),
        fix=misfit.fix,
    )


def _path(
    reference: str, end: str, types: Mapping[str, TensorType], before: Mapping[str, CheckedNode]
) -> str:
    """The way from an input to the node, along first inputs, with the shape at each step."""
    steps = [end]
    while True:
        steps.append(f"{reference} {types[reference]}")
        source = source_of(reference)
        if source not in before or not before[source].node.inputs:
            return " → ".join(reversed(steps))
        reference = before[source].node.inputs[0]
