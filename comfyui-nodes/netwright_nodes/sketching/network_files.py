"""Which files of networks are read while people type: those in ComfyUI's own folders alone."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..comfyui import input_folder, models_folders, output_folder
from .described import Described

_MOST_BYTES = 16 << 20


def may_be_read(described: Described, values: Mapping[str, Any]) -> bool:
    """Whether what a node reads is nothing, or a file in ComfyUI's folders of a usual size."""
    file = values.get("file")
    if described.id != "NetwrightNetworkFile" or not file:
        return True
    folders = (output_folder(), input_folder(), *models_folders())
    try:
        path = (output_folder() / file).resolve()
        inside = any(path.is_relative_to(folder.resolve()) for folder in folders)
        return inside and (not path.is_file() or path.stat().st_size <= _MOST_BYTES)
    except (OSError, ValueError):  # A name that no file can have.
        return False
