"""What takes the place of a value that a node does not give."""

from __future__ import annotations


class ExecutionBlocker:
    """Nodes that need the value do not run; of no message, silently."""

    def __init__(self, message: str | None) -> None:
        self.message = message
