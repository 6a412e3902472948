"""The list of nodes that the pack gives to ComfyUI."""

from __future__ import annotations

from .comfyui import ComfyExtension, io


class NetwrightExtension(ComfyExtension):
    """What ComfyUI holds of this pack."""

    async def get_node_list(self) -> list[type[io.ComfyNode]]:
        """The node classes, in the order of the menu. There are none yet."""
        return []
