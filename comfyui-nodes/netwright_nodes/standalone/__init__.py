"""Workflows of our nodes without ComfyUI: in the tests, and by `netwright comfyui run`.

`stand_in` has modules of the names that ComfyUI's have, with what the pack uses of them. They are
found only where something puts that folder on the path, and so never inside ComfyUI.
"""
