"""The server that talks to the page."""

from __future__ import annotations

from typing import Any


class PromptServer:
    """Keeps the texts that nodes have shown while they ran."""

    instance: PromptServer

    def __init__(self) -> None:
        self.texts: list[tuple[str, str]] = []

    def send_progress_text(self, text: str, node_id: Any, sid: Any = None) -> None:
        self.texts.append((str(node_id), text))


PromptServer.instance = PromptServer()
