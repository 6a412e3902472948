"""Netwright's packages as nodes of ComfyUI: a thin view, which holds no logic of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .extension import NetwrightExtension

__all__ = ["comfy_entrypoint"]


async def comfy_entrypoint() -> NetwrightExtension:
    """The extension that ComfyUI asks for its nodes."""
    # Only ComfyUI has `comfy_api`, and this package can be imported without it.
    from .extension import NetwrightExtension

    return NetwrightExtension()
