"""Stands in for the parts of ComfyUI's `comfy` that the pack uses."""
