"""Netwright in ComfyUI, which imports this folder by its path and awaits `comfy_entrypoint`."""

from .netwright_nodes import comfy_entrypoint

__all__ = ["comfy_entrypoint"]
