"""What of a workflow can be run without ComfyUI."""

from __future__ import annotations

from typing import Any

from netwright.interfaces.errors import UsageError

from .outcome import Prompt
from .sockets import is_wire


def without_foreign(prompt: Prompt, nodes: dict[str, Any]) -> tuple[Prompt, list[str]]:
    """The prompt of known nodes alone, and what was left out of it.

    Args:
        prompt: Of any nodes.
        nodes: Those that are known, by id.

    Raises:
        UsageError: A known node needs what another one gives, or there is no known one.
    """
    ours = {id: node for id, node in prompt.items() if node["class_type"] in nodes}
    if not ours:
        raise UsageError(
            "the workflow has none of Netwright's nodes.", fix="wire one in ComfyUI, and save it."
        )
    for id, node in ours.items():
        for name, value in node["inputs"].items():
            if is_wire(value) and value[0] not in ours:
                came = prompt[value[0]]["class_type"] if value[0] in prompt else "nothing"
                raise UsageError(
                    f"{name} of {node['class_type']} #{id} comes from {came} #{value[0]}, which "
                    "only ComfyUI can run.",
                    fix="run this workflow in ComfyUI, or take that wire out.",
                )
    left = [f"{node['class_type']} #{id}" for id, node in prompt.items() if id not in ours]
    return ours, left
