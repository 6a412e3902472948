"""Stands in for ComfyUI's `comfy_api` where ComfyUI is absent: the few names that the pack uses."""
