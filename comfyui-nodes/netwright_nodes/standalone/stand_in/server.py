"""The server that talks to the page."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any


class PromptServer:
    """Keeps the texts that nodes have shown while they ran.

    Attributes:
        texts: Node and text.
        listener: Also told of each of them, where there is one.
    """

    instance: PromptServer

    def __init__(self) -> None:
        self.texts: list[tuple[str, str]] = []
        self.listener: Callable[[str, str], None] | None = None

    def send_progress_text(self, text: str, node_id: Any, sid: Any = None) -> None:
        self.texts.append((str(node_id), text))
        if self.listener is not None:
            self.listener(str(node_id), text)

    def send_sync(self, event: str, data: Any, sid: Any = None) -> None:
        """Nothing: there is no page."""


PromptServer.instance = PromptServer()
