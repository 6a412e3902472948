"""What a pack imports of ComfyUI's node interface, third version."""

from __future__ import annotations

from abc import ABC, abstractmethod

from comfy_api.latest import io, ui

__all__ = ["ComfyExtension", "io", "ui"]


class ComfyExtension(ABC):
    """What a pack gives to ComfyUI."""

    async def on_load(self) -> None:  # noqa: B027 as ComfyUI has it
        """Called when the pack is loaded."""

    @abstractmethod
    async def get_node_list(self) -> list[type]:
        """The pack's nodes."""
