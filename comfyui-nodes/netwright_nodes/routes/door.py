"""The one way in for what the page asks: from the same site, bounded in size, typed both ways."""

from __future__ import annotations

import asyncio
import inspect
from collections.abc import Awaitable, Callable
from typing import Any, TypeVar

from aiohttp import web
from pydantic import BaseModel, ValidationError

from netwright.interfaces.errors import NetwrightError, UsageError

PREFIX = "/netwright"
HEADER = "X-Netwright"
"""A page of another site cannot send it: its browser asks first, and nobody says yes."""

_MOST_BYTES = 8 << 20

Asked = TypeVar("Asked", bound=BaseModel)
Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


class Door:
    """Routes of ComfyUI's server that stand under one prefix.

    What answers runs in a thread, so that the server goes on meanwhile, and gives a message of
    `messages.py`. Where it raises a NetwrightError the answer is 400, or 404 for what is not there.

    Args:
        routes: ComfyUI's table.
    """

    def __init__(self, routes: web.RouteTableDef) -> None:
        self._routes = routes

    def get(self, path: str, answer: Callable[..., BaseModel]) -> None:
        """`answer` is called with the parts of the path and of the query that it names."""
        self._add("GET", path, answer)

    def delete(self, path: str, answer: Callable[..., BaseModel]) -> None:
        """As `get`."""
        self._add("DELETE", path, answer)

    def post(
        self,
        path: str,
        asked: type[Asked],
        answer: Callable[..., BaseModel],
        *,
        most_bytes: int = _MOST_BYTES,
    ) -> None:
        """As `get`, and first with what was asked, of at most so many bytes of JSON."""

        async def body(request: web.Request) -> tuple[Any, ...]:
            return (_read(asked, await _bytes(request, most_bytes)),)

        self._add("POST", path, answer, body)

    def upload(self, path: str, answer: Callable[..., BaseModel], *, most_bytes: int) -> None:
        """As `post`, with the body as it is, bytes of a file, and not read as JSON."""

        async def body(request: web.Request) -> tuple[Any, ...]:
            return (await _bytes(request, most_bytes),)

        self._add("POST", path, answer, body)

    def raw(self, method: str, path: str, handler: Handler) -> None:
        """A route that reads and answers by itself. The same-site rule holds for it too."""

        async def guarded(request: web.Request) -> web.StreamResponse:
            if (refusal := _foreign(request)) is not None:
                return refusal
            try:
                return await handler(request)
            except NetwrightError as error:
                return refused(error)

        self._routes.route(method, f"{PREFIX}{path}")(guarded)

    def _add(
        self,
        method: str,
        path: str,
        answer: Callable[..., BaseModel],
        body: Callable[[web.Request], Awaitable[tuple[Any, ...]]] | None = None,
    ) -> None:
        names = set(inspect.signature(answer).parameters)

        async def handler(request: web.Request) -> web.StreamResponse:
            if HEADER not in request.headers:
                return _json({"message": f"no header {HEADER} came.", "fix": "send it."}, 403)
            given = {**request.query, **request.match_info}
            known = {name: value for name, value in given.items() if name in names}
            asked = () if body is None else await body(request)
            told = await asyncio.to_thread(answer, *asked, **known)
            return web.json_response(text=told.model_dump_json())

        self.raw(method, path, handler)


def refused(error: NetwrightError) -> web.Response:
    """What the page is told of an error."""
    lines = [error.message, *(f"{name}: {place}" for name, place in error.places.items())]
    return _json({"message": "\n".join(lines), "fix": error.fix}, 400)


def _foreign(request: web.Request) -> web.Response | None:
    """The refusal of a request that a page of another site sends; None where it is our own."""
    origin, host = request.headers.get("Origin"), request.headers.get("Host", "")
    site = request.headers.get("Sec-Fetch-Site", "same-origin")
    if site in ("same-origin", "none") and (origin is None or origin.split("//")[-1] == host):
        return None
    return _json(
        {"message": "a page of another site asks.", "fix": "open ComfyUI's own page."}, 403
    )


async def _bytes(request: web.Request, most: int) -> bytes:
    """The body. It is not kept beyond the limit, whatever the headers say of its size."""
    found = bytearray()
    async for part in request.content.iter_chunked(1 << 16):
        found += part
        if len(found) > most:
            raise UsageError(
                f"more than {most >> 20} MB came.", fix="send less: a smaller canvas or picture."
            )
    return bytes(found)


def _read(asked: type[Asked], content: bytes) -> Asked:
    try:
        return asked.model_validate_json(content)
    except ValidationError as error:
        first = error.errors()[0]
        key = ".".join(map(str, first["loc"]))
        raise UsageError(
            f"{first['msg']}.", key=key or "the whole", fix="reload ComfyUI's page."
        ) from None


def _json(content: dict[str, str], status: int) -> web.Response:
    return web.json_response(content, status=status)
