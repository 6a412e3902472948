"""A canvas, looked at: every node of a network with what is known of it."""

from __future__ import annotations

import logging
import time
from collections.abc import Mapping
from typing import Any

from netwright.interfaces.errors import UsageError
from netwright.layers.library import library_blocks

from ..routes.messages.canvas import CanvasTold, NodeTold, Problem
from .canvas_reading import Canvas, read_canvas
from .data import look_at_data
from .described import Described
from .kept import KeptResults
from .known_nodes import all_nodes, builds
from .layers import look_at_layer
from .looked_at import LookedAt
from .network_files import may_be_read
from .ordering import ordered
from .others import look_at_other
from .problems import error_problem, unforeseen_problem
from .totals import network_told
from .wired_inputs import Inputs, inputs_of

_log = logging.getLogger(__name__)

_LONGEST_SECONDS = 8.0
_kept: KeptResults[LookedAt] = KeptResults(20_000)


def look_at(workflow: dict[str, Any], batch_size: int) -> CanvasTold:
    """What is known of the networks on a canvas. What was found before is not computed again.

    Args:
        workflow: What the page saves.
        batch_size: The samples at once that memory is told for.

    Raises:
        UsageError: It is no canvas, too large for one, or takes too long to look at.
    """
    nodes = nodes_of(read_canvas(workflow, all_nodes()))
    networks = ((id, node) for id, node in nodes.items() if node.network is not None)
    return CanvasTold(
        nodes={id: node.told for id, node in nodes.items()},
        networks=tuple(network_told(id, node, batch_size) for id, node in networks),
    )


def nodes_of(canvas: Canvas) -> dict[str, LookedAt]:
    """Each node that builds networks, by its name in the prompt."""
    known = all_nodes()
    prompt = {id: node for id, node in canvas.prompt.items() if node["class_type"] in known}
    reads = {id: [*map(str, _wires(node["inputs"]))] for id, node in prompt.items()}
    order = ordered(reads)
    ends = time.monotonic() + _LONGEST_SECONDS
    found: dict[str, LookedAt | None] = {}
    for id in order.nodes:
        _check_time(ends)
        described = known[prompt[id]["class_type"]]
        name = _name(described, id, canvas.titles.get(id))
        if id in order.circle:
            found[id] = LookedAt(name, NodeTold(problem=_circle(name)))
        else:
            inputs = inputs_of(described, prompt[id]["inputs"], found)
            found[id] = _looked_at(described, id, name, inputs)
    return {
        id: node
        for id, node in ((id, found[id]) for id in prompt)
        if node is not None and builds(known[prompt[id]["class_type"]])
    }


def _looked_at(described: Described, id: str, name: str, inputs: Inputs) -> LookedAt | None:
    if not builds(described):
        return look_at_data(described, name, inputs)
    if inputs.waiting or not may_be_read(described, inputs.values):
        return LookedAt(name, NodeTold(waiting=tuple(inputs.waiting)))
    key = (described.id, id, name, _fingerprint(described, inputs), inputs.key())
    return _kept.get(key, lambda: _new(described, id, name, inputs))


def _new(described: Described, id: str, name: str, inputs: Inputs) -> LookedAt:
    if inputs.wrong is not None:
        error, socket = inputs.wrong
        return LookedAt(name, NodeTold(problem=error_problem(error, name, socket)))
    look = look_at_layer if hasattr(described.node, "layer_call") else look_at_other
    try:
        return look(described, id, name, inputs)
    except Exception as error:  # Layers may be of packages that nobody here has seen.
        _log.exception("Netwright: %s cannot be looked at", name)
        return LookedAt(name, NodeTold(problem=unforeseen_problem(error, name)))


def _fingerprint(described: Described, inputs: Inputs) -> Any:
    """What the node says of what it reads besides its inputs, such as a file."""
    if described.id == "NetwrightNetworkFile" and inputs.wrong is None:
        return described.node.fingerprint_inputs(**inputs.values)
    if described.id != "NetwrightBlock" or inputs.wrong is not None:
        return None
    block = library_blocks().get(inputs.values["block"])
    return block and block.model_dump_json()


def _wires(inputs: Mapping[str, Any]) -> list[Any]:
    return [value[0] for value in inputs.values() if isinstance(value, list) and value]


def _name(described: Described, id: str, title: str | None) -> str:
    """``Conv2d #12``; with a title of its own ``'stem' (Conv2d #12)``."""
    usual = f"{described.title} #{id}"
    return usual if title in (None, described.title) else f"{title!r} ({usual})"


def _circle(name: str) -> Problem:
    return Problem(
        message=f"{name} comes after itself: its wires go in a circle.",
        fix="remove one of these wires; a skip connection reads an earlier node.",
    )


def _check_time(ends: float) -> None:
    if time.monotonic() > ends:
        raise UsageError(
            f"looking at this canvas takes longer than {_LONGEST_SECONDS:g} s.",
            fix="wait a moment and change something: what is known by now is kept.",
        )
