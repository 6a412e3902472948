"""Connections of clients that send no request, or read no answer, are closed."""

from __future__ import annotations

import asyncio
from typing import Any

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol

from netwright.inference.serving.json_text import to_json
from netwright.inference.serving.refusals import RequestError, error_content

_SECONDS = 15.0


class ImpatientProtocol(H11Protocol):
    """uvicorn's HTTP/1.1, which by itself waits for a request's head for ever, and for readers.

    A request that has begun has a time limit of its own.
    """

    patience = _SECONDS
    _known: Any = None
    _look: asyncio.TimerHandle | None = None
    _stuck: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Begin to look after the connection."""
        super().connection_made(transport)
        self._look = self.loop.call_later(self.patience, self._close_if_nothing_came)

    def connection_lost(self, exc: Exception | None) -> None:
        """End to look after it."""
        for timer in (self._look, self._stuck):
            if timer is not None:
                timer.cancel()
        super().connection_lost(exc)

    def pause_writing(self) -> None:
        """The client does not read as quickly as is written; it has some time to catch up."""
        super().pause_writing()
        self._stuck = self.loop.call_later(self.patience, self.transport.abort)

    def resume_writing(self) -> None:
        """The client has caught up."""
        if self._stuck is not None:
            self._stuck.cancel()
        super().resume_writing()

    def send_400_response(self, msg: str) -> None:
        """What is no HTTP is told of in the form of all errors."""
        if self.conn.our_state in (h11.IDLE, h11.SEND_RESPONSE):
            error = RequestError("this is no valid HTTP request.", fix="let a library write it.")
            content = to_json(error_content(error))
            head = {
                "Content-Type": "application/json",
                "Content-Length": str(len(content)),
                "Connection": "close",
            }
            events = (
                h11.Response(status_code=400, headers=list(head.items()), reason="Bad Request"),
                h11.Data(data=content),
                h11.EndOfMessage(),
            )
            self.transport.write(b"".join(self.conn.send(event) or b"" for event in events))
        self.transport.close()

    def _close_if_nothing_came(self) -> None:
        waits = self.cycle is None or self.cycle.response_complete
        # The first look after an answer only notes it: the next request may have just begun.
        if waits and (self.cycle is None or self._known is self.cycle):
            self.transport.close()
            return
        self._known = self.cycle
        self._look = self.loop.call_later(self.patience, self._close_if_nothing_came)
