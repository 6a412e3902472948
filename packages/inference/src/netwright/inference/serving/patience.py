"""Connections on which no request comes are closed, however slowly its head drips in."""

from __future__ import annotations

import asyncio
from typing import Any

from uvicorn.protocols.http.h11_impl import H11Protocol

_SECONDS = 15.0


class ImpatientProtocol(H11Protocol):
    """uvicorn's HTTP/1.1, which by itself waits for a request's head for ever.

    A request that has begun has a time limit of its own.
    """

    patience = _SECONDS
    _known: Any = None
    _look: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Begin to look after the connection."""
        super().connection_made(transport)
        self._look = self.loop.call_later(self.patience, self._close_if_nothing_came)

    def connection_lost(self, exc: Exception | None) -> None:
        """End to look after it."""
        if self._look is not None:
            self._look.cancel()
        super().connection_lost(exc)

    def _close_if_nothing_came(self) -> None:
        waits = self.cycle is None or self.cycle.response_complete
        # The first look after an answer only notes it: the next request may have just begun.
        if waits and (self.cycle is None or self._known is self.cycle):
            self.transport.close()
            return
        self._known = self.cycle
        self._look = self.loop.call_later(self.patience, self._close_if_nothing_came)
