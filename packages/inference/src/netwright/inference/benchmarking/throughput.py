"""How many samples a second, by the batch size and the number of threads."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from netwright.inference.benchmarking.latency import measure

if TYPE_CHECKING:
    from numpy.typing import NDArray

Run = Callable[["NDArray[Any]"], object]
"""Runs a batch of raw inputs [N,...]."""


@dataclass(frozen=True)
class Throughput:
    """What one batch size gives with one number of threads.

    Attributes:
        threads: How many work on one layer.
        batch_size: How many samples run together.
        samples_per_second: Of the median batch.
        batch_seconds: What that batch took.
    """

    threads: int
    batch_size: int
    samples_per_second: float
    batch_seconds: float


def measure_throughput(
    open_run: Callable[[int], Run],
    inputs: NDArray[Any],
    threads: Sequence[int],
    batch_sizes: Sequence[int],
    budget: float,
) -> Iterator[Throughput]:
    """The throughput of every number of threads with every batch size.

    Args:
        open_run: Gives what runs batches with a number of threads.
        inputs: [N,...], from the first of which batches are taken.
        threads: Numbers from 1.
        batch_sizes: Numbers from 1, none above N.
        budget: Seconds for each pair.
    """
    for number in threads:
        run = open_run(number)
        for size in batch_sizes:
            batch = inputs[:size]
            seconds = measure(lambda run=run, batch=batch: run(batch), budget).p50  # type: ignore[misc]
            yield Throughput(number, size, size / seconds, seconds)


def thread_counts(most: int) -> tuple[int, ...]:
    """1, 2, 4 and so on below `most`, and `most` itself."""
    powers = (2**exponent for exponent in range(most.bit_length()))
    return (*(number for number in powers if number < most), most)
