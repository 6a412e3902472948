"""Reading a request's body within limits: of its size, of its time, and of all memory."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import anyio
from starlette.requests import Request

from netwright.inference.serving.refusals import RequestError, busy, too_large
from netwright.inference.serving.settings import MIB, Settings


class Held:
    """Counts the bytes in memory of all bodies, and of what was decoded of them.

    Args:
        most: How many there may be.
    """

    def __init__(self, most: int) -> None:
        self._left = most

    def take(self, count: int) -> None:
        """`count` more. Raises RequestError, 503, where that would be too many."""
        if count > self._left:
            raise busy("the server holds as many samples as it may.")
        self._left -= count

    @contextmanager
    def samples(self, count: int) -> Iterator[None]:
        """Counts `count` bytes until the block ends. Raises as `take` does."""
        self.take(count)
        try:
            yield
        finally:
            self._left += count

    @contextmanager
    def body(self) -> Iterator[bytearray]:
        """An empty body; its bytes count until the block ends."""
        body = bytearray()
        try:
            yield body
        finally:
            self._left += len(body)


async def read_body(request: Request, body: bytearray, held: Held, settings: Settings) -> None:
    """Fill `body` with the request's.

    Raises:
        RequestError: It is too large (413), takes too long (408), is compressed (415), or there is
            no memory left for it (503).
        ClientDisconnect: The client is gone.
    """
    _check_head(request, settings)
    try:
        with anyio.fail_after(settings.time_limit):
            async for chunk in request.stream():
                if len(body) + len(chunk) > settings.max_body:
                    raise _over(settings)
                held.take(len(chunk))
                body += chunk
    except TimeoutError:
        raise RequestError.of(
            408,
            f"the upload took longer than {settings.time_limit:g} s.",
            fix="send less, or over a quicker line.",
        ) from None


def _check_head(request: Request, settings: Settings) -> None:
    # Read no further than its head where that says enough.
    length = request.headers.get("content-length", "")
    if length.isdecimal() and int(length[:20]) > settings.max_body:
        raise _over(settings)
    if request.headers.get("content-encoding", "identity").lower() != "identity":
        raise RequestError.of(
            415,
            "the body is compressed, which is not taken.",
            header="Content-Encoding",
            fix="send it as it is.",
        )


def _over(settings: Settings) -> RequestError:
    return too_large(
        f"the body is larger than {settings.max_body / MIB:g} MB.",
        fix="send fewer or smaller samples, or start the server with a larger --max-body-mb.",
    )
