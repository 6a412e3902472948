"""What ComfyUI holds of this pack."""

from __future__ import annotations

from .comfyui import ComfyExtension, io, register_models_folder, server_routes
from .menu import nodes
from .wiring.own_blocks import register_own_blocks


class NetwrightExtension(ComfyExtension):
    """The extension that gives ComfyUI its nodes."""

    async def get_node_list(self) -> list[type[io.ComfyNode]]:
        """The node classes, in the order of the menu."""
        register_models_folder()
        register_own_blocks()
        if (table := server_routes()) is not None:
            from .routes.opening import open_routes  # aiohttp is ComfyUI's own.

            open_routes(table)
        return list(nodes())
