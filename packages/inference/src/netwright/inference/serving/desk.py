"""Where requests with a body are taken in: so many at once, for so long, with so much memory."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterator
from concurrent.futures import Executor, ThreadPoolExecutor
from contextlib import contextmanager
from typing import TypeVar

import anyio
from starlette.requests import Request
from starlette.responses import Response

from netwright.inference.serving.bodies import Held, read_body
from netwright.inference.serving.measuring import Measures
from netwright.inference.serving.refusals import busy
from netwright.inference.serving.settings import Settings
from netwright.inference.serving.shelf import Entry

T = TypeVar("T")


class Desk:
    """Takes requests in. What takes long is done in threads, never in the event loop.

    Args:
        settings: Limits.
        measures: What is told to Prometheus.

    Attributes:
        held: Counts the memory that requests take.
    """

    def __init__(self, settings: Settings, measures: Measures) -> None:
        self.settings, self.measures = settings, measures
        self.held = Held(settings.max_held)
        self._readers = ThreadPoolExecutor(settings.readers, thread_name_prefix="netwright-reader")
        # An answer that is ready must not wait for all the bodies that came meanwhile.
        self._writers = ThreadPoolExecutor(settings.readers, thread_name_prefix="netwright-writer")
        # What takes seconds must not keep images from being read.
        self._slow = ThreadPoolExecutor(1, thread_name_prefix="netwright-slow")
        self._open = 0

    async def take(
        self, entry: Entry, request: Request, answer: Callable[[bytearray], Awaitable[Response]]
    ) -> Response:
        """What `answer` makes of the request's body.

        Raises:
            RequestError: The body is over a limit, or there is no answer in time.
            ClientDisconnect: The client is gone.
        """
        with self._admitted(), self.measures.request(entry), self.held.body() as body:
            await read_body(request, body, self.held, self.settings)
            with self._time_limit():
                return await answer(body)

    @property
    def full(self) -> bool:
        """Whether a further request would be told to come back."""
        return self._open >= self.settings.max_requests

    async def read(self, job: Callable[[], T]) -> T:
        """What a job gives that decodes a request's body."""
        return await _in_thread(self._readers, job)

    async def write(self, job: Callable[[], T]) -> T:
        """What a job gives that makes an answer ready to be sent."""
        return await _in_thread(self._writers, job)

    async def slow_work(self, job: Callable[[], T]) -> T:
        """What a job gives that may take seconds; they are done one after the other."""
        return await _in_thread(self._slow, job)

    def close(self) -> None:
        """End the threads once they are idle."""
        for threads in (self._readers, self._writers, self._slow):
            threads.shutdown(wait=False, cancel_futures=True)

    @contextmanager
    def _admitted(self) -> Iterator[None]:
        if self.full:
            raise busy(f"{self._open} requests are waiting already.")
        self._open += 1
        try:
            yield
        finally:
            self._open -= 1

    @contextmanager
    def _time_limit(self) -> Iterator[None]:
        try:
            with anyio.fail_after(self.settings.time_limit):
                yield
        except TimeoutError:
            raise busy(f"there was no answer within {self.settings.time_limit:g} s.") from None


async def _in_thread(threads: Executor, job: Callable[[], T]) -> T:
    return await asyncio.get_running_loop().run_in_executor(threads, job)
