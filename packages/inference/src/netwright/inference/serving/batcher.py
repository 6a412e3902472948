"""Putting requests together that are in flight, so that a model runs once for many of them.

While the model runs, requests queue up; what is there when it is done runs next. A request waits
for others only while some are being read, and no longer than it is told to. So the only request on
a server waits for nobody, and a server under load runs full batches.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import Any

from netwright.inference.inputs import Sample

Run = Callable[[list[Sample]], list[Any]]
"""Runs a model: the answers for a batch, in its order."""


@dataclass(frozen=True)
class _Item:
    """What one request waits for."""

    samples: Sequence[Sample]
    answers: asyncio.Future[list[Any]]
    since: float


class Batcher:
    """The queue of one model.

    Args:
        run: Runs the model; called in a thread of its own, one batch at a time.
        max_batch: Samples in a batch at most.
        max_wait: Seconds that a request waits for others that are being read.
        told: Called with the size of each batch.
    """

    def __init__(
        self, run: Run, *, max_batch: int, max_wait: float, told: Callable[[int], None]
    ) -> None:
        self._run, self._told = run, told
        self._max_batch, self._max_wait = max_batch, max_wait
        self._queue: deque[_Item] = deque()
        self._coming = 0
        self._changed = asyncio.Event()
        self._work: asyncio.Task[None] | None = None
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="netwright-model")

    @contextmanager
    def coming(self) -> Iterator[None]:
        """Says that a request is being read, which may be worth waiting for."""
        self._coming += 1
        try:
            yield
        finally:
            self._coming -= 1
            self._changed.set()

    async def answers(self, samples: Sequence[Sample]) -> list[Any]:
        """The answers for at most `max_batch` samples. Raises what the model raises on them."""
        loop = asyncio.get_running_loop()
        item = _Item(samples, loop.create_future(), loop.time())
        self._queue.append(item)
        self._changed.set()
        if self._work is None:
            self._work = loop.create_task(self._work_off())
        return await item.answers

    async def _work_off(self) -> None:
        try:
            while self._queue:
                await self._wait_for_others()
                if batch := self._take():
                    await self._answer(batch)
        finally:
            self._work = None

    async def _wait_for_others(self) -> None:
        loop = asyncio.get_running_loop()
        until = self._queue[0].since + self._max_wait
        while self._coming and sum(len(item.samples) for item in self._queue) < self._max_batch:
            if (left := until - loop.time()) <= 0:
                return
            self._changed.clear()
            with suppress(asyncio.TimeoutError):
                await asyncio.wait_for(self._changed.wait(), left)

    def _take(self) -> list[_Item]:
        """The items that run next; those that nobody waits for any more are dropped."""
        batch: list[_Item] = []
        room = self._max_batch
        while self._queue and len(self._queue[0].samples) <= room:
            item = self._queue.popleft()
            if not item.answers.done():
                batch.append(item)
                room -= len(item.samples)
        return batch

    async def _answer(self, batch: list[_Item]) -> None:
        samples = [sample for item in batch for sample in item.samples]
        self._told(len(samples))
        loop = asyncio.get_running_loop()
        try:
            answers = iter(await loop.run_in_executor(self._thread, self._run, samples))
        except Exception as error:
            if len(batch) == 1:
                _fail(batch[0], error)
                return
            # One request must not spoil the others.
            for item in batch:
                await self._answer([item])
            return
        for item in batch:
            part = [next(answers) for _ in item.samples]
            if not item.answers.done():
                item.answers.set_result(part)


def _fail(item: _Item, error: Exception) -> None:
    if not item.answers.done():
        item.answers.set_exception(error)
