"""The network's diagram, as SVG in the page."""

from __future__ import annotations

import tempfile
from html import escape
from pathlib import Path

from netwright.interfaces.documents import Network
from netwright.interfaces.errors import UsageError
from netwright.interfaces.page import Section
from netwright.layers import draw

_MOST_NODES = 400
"""Laying out more takes Graphviz too long for the end of every run."""


def diagram(network: Network) -> Section:
    """The network, or what it takes to have it drawn."""
    if len(network.nodes) > _MOST_NODES:
        return _not_drawn(f"It has {len(network.nodes)} layers; at most {_MOST_NODES} are drawn.")
    with tempfile.TemporaryDirectory() as folder:
        try:
            svg = draw(network, Path(folder) / "network.svg").read_text(encoding="utf-8")
        except UsageError as error:
            return _not_drawn(f"{error.message} {error.fix}")
    _, _, picture = svg.partition("<svg")
    return Section("Network", f'<div class="diagram"><svg{picture}</div>')


def _not_drawn(why: str) -> Section:
    return Section("Network", f"<p>Not drawn: {escape(why)}</p>")
