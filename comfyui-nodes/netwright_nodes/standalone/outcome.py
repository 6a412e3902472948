"""What became of a prompt."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

Prompt = dict[str, dict[str, Any]]
"""By node id: ``class_type`` and ``inputs``; a wire is ``[node id, number of the output]``."""


@dataclass
class Outcome:
    """What became of a prompt.

    Attributes:
        invalid: What was wrong with nodes before anything ran, by node.
        failed: The node that ended with an error, and its message.
        interrupted: The node that was cancelled.
        ran: The nodes that ran, in order.
        cached: The nodes whose results of an earlier prompt were used.
        shown: What nodes show, by node.
        progress: How far nodes were: node, value, total.
        texts: What nodes told while they ran: node, text.
        previews: How many pictures nodes showed while they ran.
    """

    invalid: dict[str, list[str]] = field(default_factory=dict)
    failed: tuple[str, str] | None = None
    interrupted: str | None = None
    ran: list[str] = field(default_factory=list)
    cached: list[str] = field(default_factory=list)
    shown: dict[str, dict[str, Any]] = field(default_factory=dict)
    progress: list[tuple[str, float, float]] = field(default_factory=list)
    texts: list[tuple[str, str]] = field(default_factory=list)
    previews: int = 0

    @property
    def succeeded(self) -> bool:
        """Whether all of it was done."""
        return not self.invalid and self.failed is None and self.interrupted is None

    def text(self, node: str) -> str:
        """The text that a node shows."""
        return "".join(self.shown[node]["text"])
