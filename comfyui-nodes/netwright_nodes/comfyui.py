"""All that is used of ComfyUI. No other file of the pack imports `comfy_api`."""

from comfy_api.latest import ComfyExtension, io

__all__ = ["ComfyExtension", "io"]
