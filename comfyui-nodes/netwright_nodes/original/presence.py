"""Whether the original is installed beside this pack; then its nodes are left to it."""

from __future__ import annotations

from ..comfyui import custom_node_folders, known_node_ids

_FOLDER = "build-and-train-your-network"


def original_is_installed() -> bool:
    """Whether its folder lies beside ours, or its nodes are there already."""
    names = (place.name.lower() for place in custom_node_folders())
    return "create_training_task" in known_node_ids() or any(
        _FOLDER in name and not name.endswith(".disabled") for name in names
    )
