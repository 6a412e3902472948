"""The id of a canvas node in the network's document, so that messages lead back to the canvas."""

from __future__ import annotations

import re

from netwright.interfaces.errors import NetworkError

_LONGEST = 64


def node_name(what: str, unique_id: str | None) -> str:
    """``conv2d_12`` for the node #12; ``conv2d_5_12`` for #12 within the subgraph #5.

    Args:
        what: The kind of node, such as ``Conv2d``.
        unique_id: ComfyUI's id of the node.

    Raises:
        NetworkError: Subgraphs within subgraphs make it too long for a document.
    """
    number = re.sub(r"\W", "_", str(unique_id))
    name = f"{what.lower()}_{number}"
    if len(name) > _LONGEST:
        raise NetworkError(
            f"the node {what} #{unique_id} is inside too many subgraphs.",
            fix="unpack some of the subgraphs around it.",
        )
    return name
