"""How far reading the data is, as a bar on the node."""

from __future__ import annotations

from ..comfyui import ProgressBar, stop_if_interrupted


class PreparationProgress:
    """What `prepare` and `load` are given. Raises ComfyUI's interruption where it is asked for.

    Args:
        unique_id: The node's id.
    """

    def __init__(self, unique_id: str) -> None:
        self._bar = ProgressBar(1, node_id=unique_id)

    def __call__(self, what: str, done: int, total: int) -> None:
        stop_if_interrupted()
        self._bar.update_absolute(done, total)
