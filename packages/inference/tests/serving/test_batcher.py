"""Requests in flight run together, and nobody waits for nothing."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Coroutine
from typing import Any

import pytest

from netwright.inference.serving.batcher import Batcher


class Model:
    """Answers a sample with itself, and notes the batches."""

    def __init__(self, seconds: float = 0.0) -> None:
        self.batches: list[list[Any]] = []
        self.seconds = seconds

    def __call__(self, samples: list[Any]) -> list[Any]:
        self.batches.append(list(samples))
        time.sleep(self.seconds)
        if "bad" in samples:
            raise ValueError("bad")
        return list(samples)


def run(work: Callable[[], Coroutine[Any, Any, Any]]) -> Any:
    return asyncio.run(work())


def batcher(model: Model, max_batch: int = 8, max_wait: float = 5.0) -> Batcher:
    return Batcher(model, max_batch=max_batch, max_wait=max_wait, told=lambda size: None)


def test_a_request_that_is_alone_does_not_wait() -> None:
    model = Model()

    async def work() -> float:
        queue, began = batcher(model), time.perf_counter()
        assert await queue.answers(["a"]) == ["a"]
        return time.perf_counter() - began

    assert run(work) < 1  # Of the 5 s that it might wait for others.


def test_requests_that_come_while_the_model_runs_are_put_together() -> None:
    model = Model(0.05)

    async def work() -> list[list[Any]]:
        queue = batcher(model)
        first = asyncio.create_task(queue.answers([0]))
        await asyncio.sleep(0.01)
        return await asyncio.gather(first, *(queue.answers([n]) for n in range(1, 6)))

    assert run(work) == [[n] for n in range(6)]
    assert model.batches == [[0], [1, 2, 3, 4, 5]]


def test_no_batch_is_larger_than_it_may_be_and_none_is_torn_apart() -> None:
    model = Model(0.02)

    async def work() -> None:
        queue = batcher(model, max_batch=4)
        await asyncio.gather(*(queue.answers([n, n, n]) for n in range(4)))

    run(work)
    assert model.batches == [[n, n, n] for n in range(4)]


def test_a_request_waits_for_one_that_is_being_read() -> None:
    model = Model()

    async def work() -> None:
        queue = batcher(model)

        async def slow() -> None:
            with queue.coming():
                await asyncio.sleep(0.05)
            await queue.answers(["slow"])

        await asyncio.gather(slow(), queue.answers(["quick"]))

    run(work)
    assert model.batches == [["quick", "slow"]]


def test_a_request_waits_no_longer_than_it_may() -> None:
    model = Model()

    async def work() -> None:
        queue = batcher(model, max_wait=0.02)
        with queue.coming():  # And never is read.
            await asyncio.wait_for(queue.answers(["quick"]), 1)

    run(work)
    assert model.batches == [["quick"]]


def test_a_full_batch_waits_for_nobody() -> None:
    model = Model()

    async def work() -> None:
        queue = batcher(model, max_batch=2)
        with queue.coming():
            await asyncio.wait_for(queue.answers(["a", "b"]), 1)

    run(work)


def test_a_request_that_fails_spoils_no_other() -> None:
    model = Model(0.02)

    async def work() -> list[Any]:
        queue = batcher(model)
        requests = (["a"], ["b"], ["bad"], ["c"])
        return await asyncio.gather(*map(queue.answers, requests), return_exceptions=True)

    first, second, bad, third = run(work)
    assert (first, second, third) == (["a"], ["b"], ["c"])
    assert isinstance(bad, ValueError)


def test_a_request_that_nobody_waits_for_is_not_run() -> None:
    model = Model(0.05)

    async def work() -> None:
        queue = batcher(model)
        first = asyncio.create_task(queue.answers(["a"]))
        await asyncio.sleep(0.01)
        given_up = asyncio.create_task(queue.answers(["b"]))
        await asyncio.sleep(0.01)
        given_up.cancel()
        await first
        assert await queue.answers(["c"]) == ["c"]
        with pytest.raises(asyncio.CancelledError):
            await given_up

    run(work)
    assert model.batches == [["a"], ["c"]]
