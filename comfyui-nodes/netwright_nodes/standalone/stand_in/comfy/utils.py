"""The progress bar of a node."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from comfy import model_management

HOOK: Callable[..., None] | None = None
"""The host's: called with the value, the total, the preview and the node."""


class ProgressBar:
    """How far a node is, with a picture."""

    def __init__(self, total: int, node_id: Any = None) -> None:
        self.total, self.current, self.node_id = total, 0, node_id

    def update_absolute(self, value: int, total: int | None = None, preview: Any = None) -> None:
        """Say how far it is."""
        self.total = total or self.total
        self.current = min(value, self.total)
        # What shows the bar also looks for cancel, and ends the node.
        model_management.throw_exception_if_processing_interrupted()
        if HOOK is not None:
            HOOK(self.current, self.total, preview, self.node_id)
