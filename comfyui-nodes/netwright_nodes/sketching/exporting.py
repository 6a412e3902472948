"""A network of the canvas to take away: its document, its PyTorch code, or its diagram."""

from __future__ import annotations

import re
import tempfile
from pathlib import Path
from typing import Any

from netwright.interfaces.documents import Network
from netwright.interfaces.errors import UsageError
from netwright.layers import check
from netwright.layers.builder import Value
from netwright.layers.seeing.drawing import draw
from netwright.layers.source import to_python

from ..routes.messages.canvas import ExportTold
from ..wiring.documents import document
from .canvas_reading import read_canvas
from .known_nodes import all_nodes
from .looked_at import LookedAt
from .looking import nodes_of
from .time_limit import TimeLimit

_MEDIA = {"document": "application/json", "code": "text/x-python", "diagram": "image/svg+xml"}
_ENDINGS = {"document": "json", "code": "py", "diagram": "svg"}


def export(workflow: dict[str, Any], node: str, form: str) -> ExportTold:
    """The network that ends at a node of the canvas, as text.

    Args:
        workflow: What the page saves.
        node: The node's name in the prompt: one that gives a network, or any layer.
        form: ``document``, as Save network writes it; ``code``; or ``diagram``, in SVG.

    Raises:
        NetwrightError: There is no such network, it does not fit, or cannot be told in that form.
    """
    nodes = nodes_of(read_canvas(workflow, all_nodes()), TimeLimit())
    if node not in nodes:
        raise UsageError(
            f"there is no network at node #{node[:60]}.", fix="choose a layer, or the node Network."
        )
    network = _network(nodes[node])
    return ExportTold(
        filename=f"{_filename(network.name)}.{_ENDINGS[form]}",
        media_type=_MEDIA[form],
        text=_text(network, form),
    )


def _network(node: LookedAt) -> Network:
    if problem := node.told.problem:
        raise UsageError(problem.message, fix=problem.fix)
    if node.network is not None:
        return node.network.network
    values = [value for value in node.outputs if isinstance(value, Value)]
    if not values:
        raise UsageError(
            f"{node.name} does not end a network that fits.",
            fix="wire all that it needs, and mend what is red before it.",
        )
    return document("network", values)


def _text(network: Network, form: str) -> str:
    if form == "code":
        return to_python(network)
    if form == "diagram":
        return _diagram(network)
    return network.to_json()


def _diagram(network: Network) -> str:
    with tempfile.TemporaryDirectory() as folder:
        return draw(check(network), Path(folder) / "network.svg").read_text(encoding="utf-8")


def _filename(name: str) -> str:
    """The network's name, as every system takes one for a file."""
    return re.sub(r"[^A-Za-z0-9_.-]+", "-", name).strip(".-")[:80] or "network"
