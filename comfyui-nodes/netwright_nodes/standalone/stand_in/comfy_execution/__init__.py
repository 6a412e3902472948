"""Stands in for the parts of ComfyUI's `comfy_execution` that the pack uses."""
