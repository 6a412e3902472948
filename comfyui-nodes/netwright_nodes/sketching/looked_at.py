"""What is known of one node of the canvas."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from netwright.layers import CheckedNetwork, TensorType

from ..layers.layer_call import Fit, LayerCall
from ..routes.messages.canvas import NodeTold

_serial = itertools.count()
_MOST_STEPS = 40


@dataclass(frozen=True)
class PlacedLayer:
    """A layer on the canvas, for looking at what it would give otherwise.

    Attributes:
        id: Its node's name in the prompt.
        call: What its node does.
        values: Its widgets' values.
        inputs: The types of what flows in.
        fit: What it is for them.
    """

    id: str
    call: LayerCall
    values: dict[str, Any]
    inputs: tuple[TensorType, ...]
    fit: Fit


@dataclass(frozen=True, eq=False)
class LookedAt:
    """A node that was looked at.

    Attributes:
        name: What a person calls it.
        told: What the page is told.
        outputs: What it gives, for the nodes after it; nothing where it does not fit.
        output_types: The types of its wires, as ComfyUI knows them.
        before: Where its first wire comes from, and from which output.
        layer: The layer that it is, where it is one that fits.
        network: The network that it gives, where it gives a whole one.
        serial: What tells it from any other one, also from the same node before an edit.
    """

    name: str
    told: NodeTold
    outputs: tuple[Any, ...] = ()
    output_types: tuple[str, ...] = ()
    before: tuple[LookedAt, int] | None = None
    layer: PlacedLayer | None = None
    network: CheckedNetwork | None = None
    serial: int = field(default_factory=lambda: next(_serial))


def path_to(end: str, before: tuple[LookedAt, int]) -> str:
    """The way from an input to a node, along first wires, with the shape at each step."""
    steps = [*_steps(before)]
    if len(steps) > _MOST_STEPS:
        steps = [*steps[: _MOST_STEPS // 2], "…", *steps[-_MOST_STEPS // 2 :]]
    return " → ".join([*reversed(steps), end])


def _steps(source: tuple[LookedAt, int] | None) -> Iterator[str]:
    while source is not None:
        node, slot = source
        yield f"{node.name} {getattr(node.outputs[slot], 'type', '')}".rstrip()
        source = node.before
