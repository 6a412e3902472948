"""Netwright in ComfyUI, which imports this folder by its path and awaits `comfy_entrypoint`."""

from .netwright_nodes import comfy_entrypoint

WEB_DIRECTORY = "./web"
"""What ComfyUI serves to its page: the help of every node, and what shows texts in nodes."""

__all__ = ["WEB_DIRECTORY", "comfy_entrypoint"]
