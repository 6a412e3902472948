"""What ComfyUI holds of this pack."""

from __future__ import annotations

from .comfyui import ComfyExtension, io, register_models_folder
from .menu import nodes


class NetwrightExtension(ComfyExtension):
    """The extension that gives ComfyUI its nodes."""

    async def get_node_list(self) -> list[type[io.ComfyNode]]:
        """The node classes, in the order of the menu."""
        register_models_folder()
        return nodes()
