"""Counts answers by address and status, those of the gate included."""

from __future__ import annotations

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from netwright.inference.serving.measuring import Measures


class Counting:
    """An ASGI application that passes everything on to another one.

    Args:
        app: The other one.
        measures: Where it is counted.
    """

    def __init__(self, app: ASGIApp, measures: Measures) -> None:
        self._app, self._measures = app, measures

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass one request on."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def counted(message: Message) -> None:
            if message["type"] == "http.response.start":
                # The route's pattern: addresses themselves may be of any number.
                route = getattr(scope.get("route"), "path", "(none)")
                self._measures.requests.labels(route, str(message["status"])).inc()
            await send(message)

        await self._app(scope, receive, counted)
