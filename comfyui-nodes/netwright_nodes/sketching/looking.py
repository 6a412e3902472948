"""A canvas, looked at: every node of a network with what is known of it."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from netwright.layers.library import library_blocks

from ..routes.messages.canvas import CanvasTold, NodeTold, Problem, Repair, SetWidget
from ..standalone.outcome import Prompt
from .canvas_reading import Canvas, read_canvas
from .data import look_at_data
from .described import Described
from .kept import KeptResults
from .known_nodes import MEETINGS, all_nodes, builds
from .layers import look_at_layer
from .looked_at import LookedAt
from .network_files import may_be_read
from .ordering import ordered
from .original_chains import meeting, met, told_with, trained
from .others import look_at_other
from .problems import error_problem, unforeseen_problem
from .time_limit import TimeLimit
from .totals import network_told
from .wired_inputs import Inputs, inputs_of

_log = logging.getLogger(__name__)

_kept: KeptResults[LookedAt] = KeptResults(10_000)


def look_at(workflow: dict[str, Any], batch_size: int) -> CanvasTold:
    """What is known of the networks on a canvas. What was found before is not computed again.

    Args:
        workflow: What the page saves.
        batch_size: The samples at once that memory is told for.

    Raises:
        UsageError: It is no canvas, too large for one, or takes too long to look at.
    """
    limit = TimeLimit()
    nodes = nodes_of(read_canvas(workflow, all_nodes()), limit)
    networks = []
    for id, node in nodes.items():
        if node.network is not None:
            limit.check()
            networks.append(network_told(id, node, batch_size))
    told = {id: node.told for id, node in nodes.items()}
    return CanvasTold(nodes=told, networks=tuple(networks))


def nodes_of(canvas: Canvas, limit: TimeLimit) -> dict[str, LookedAt]:
    """Each node that builds networks, by its name in the prompt."""
    known = all_nodes()
    prompt = {id: node for id, node in canvas.prompt.items() if node["class_type"] in known}
    reads = {id: [*map(str, _wires(node["inputs"]))] for id, node in prompt.items()}
    order = ordered(reads)
    found: dict[str, LookedAt | None] = {}
    for id in order.nodes:
        limit.check()
        described = known[prompt[id]["class_type"]]
        name = _name(described, id, canvas.titles.get(id))
        if id in order.circle:
            found[id] = LookedAt(name, NodeTold(problem=_circle(name)))
        else:
            inputs = inputs_of(described, prompt[id]["inputs"], found)
            found[id] = _looked_at(described, id, name, inputs)
    nodes = {id: found[id] for id in prompt if builds(known[prompt[id]["class_type"]])}
    looked = {id: node for id, node in nodes.items() if node is not None}
    return looked | _where_data_meet(prompt, looked, found, limit)


def _where_data_meet(
    prompt: Prompt,
    nodes: Mapping[str, LookedAt],
    found: Mapping[str, LookedAt | None],
    limit: TimeLimit,
) -> dict[str, LookedAt]:
    """The original's layers once more, and what trains them."""
    known, told = all_nodes(), dict[str, LookedAt]()
    kinds = {id: known[prompt[id]["class_type"]] for id in prompt}
    ends = [id for kind in MEETINGS for id in prompt if prompt[id]["class_type"] == kind]
    for id in ends:
        limit.check()
        if (flows := meeting(kinds[id], prompt[id]["inputs"], found)) is not None:
            done = met(*flows)
            told = {**dict(told_with(nodes, kinds, done)), **told}
            if done.wrong is None and kinds[id].id == MEETINGS[0]:
                told[id] = trained(_name(kinds[id], id, None), *flows)
    return told


def _looked_at(described: Described, id: str, name: str, inputs: Inputs) -> LookedAt | None:
    if described.id in MEETINGS:
        return None
    if not builds(described):
        return look_at_data(described, name, inputs)
    if inputs.waiting:
        return LookedAt(name, NodeTold(waiting=tuple(inputs.waiting)))
    if not may_be_read(described, inputs.values):
        return LookedAt(name, NodeTold(waiting=("file",)))
    key = (described.id, id, name, _fingerprint(described, inputs), inputs.key())
    return _kept.get(key, lambda: _new(described, id, name, inputs))


def _new(described: Described, id: str, name: str, inputs: Inputs) -> LookedAt:
    if inputs.wrong is not None:
        error, socket = inputs.wrong
        repair = _retyped(described, id, name, inputs) if socket is None else None
        repairs = () if repair is None else (repair,)
        return LookedAt(name, NodeTold(problem=error_problem(error, name, socket, repairs)))
    look = look_at_layer if hasattr(described.node, "layer_call") else look_at_other
    try:
        return look(described, id, name, inputs)
    except Exception as error:  # Layers may be of packages that nobody here has seen.
        _log.exception("Netwright: %s cannot be looked at", name)
        return LookedAt(name, NodeTold(problem=unforeseen_problem(error, name)))


def _retyped(described: Described, id: str, name: str, inputs: Inputs) -> Repair | None:
    """Other values, with which the node fits, of the widgets that take none as is typed."""
    for place in (0, -1):
        typed = {widget: values[place] for widget, values in inputs.instead.items()}
        other = replace(inputs, values={**inputs.values, **typed}, wrong=None, instead={})
        if _new(described, id, name, other).told.problem is None:
            actions = [SetWidget(node=id, widget=w, value=value) for w, value in typed.items()]
            label = " and ".join(f"set {widget} to {value}" for widget, value in typed.items())
            return Repair(label=f"S{label[1:]}", action=actions[0], also=tuple(actions[1:]))
    return None


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
