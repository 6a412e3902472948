"""From a stream of samples to batches of what was read of them, with bounded memory."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import Any

from netwright.inference.inputs import Reader, Sample
from netwright.interfaces.errors import DataError

OnError = Callable[[Any, DataError], None]
"""Hears of a sample that cannot be read, and why."""


def read_batches(
    reader: Reader, samples: Iterable[Any], batch_size: int, on_error: OnError | None
) -> Iterator[list[Sample]]:
    """The samples, read, `batch_size` at a time; no more of them are held.

    Args:
        reader: Of their kind.
        samples: Any number of them, without end too.
        batch_size: How many make a batch; the last may be smaller.
        on_error: Called with each that cannot be read, which is then left out.

    Raises:
        DataError: A sample cannot be read and there is no `on_error`.
    """
    iterator = iter(samples)
    if reader.together:
        pieces = _together(reader, iterator, batch_size, on_error)
    else:
        pieces = _one_by_one(reader, iterator, 1, on_error)
    waiting: list[Sample] = []
    for found in pieces:
        waiting += found
        if len(waiting) >= batch_size:
            yield waiting[:batch_size]
            waiting = waiting[batch_size:]
    if waiting:
        yield waiting


def _one_by_one(
    reader: Reader, samples: Iterable[Any], first: int, on_error: OnError | None
) -> Iterator[list[Sample]]:
    for number, sample in enumerate(samples, first):
        try:
            found = reader.read([sample], number)
        except DataError as error:
            if on_error is None:
                raise
            on_error(sample, error)
        else:
            yield found


def _together(
    reader: Reader, samples: Iterator[Any], batch_size: int, on_error: OnError | None
) -> Iterator[list[Sample]]:
    first = 1
    while chunk := list(islice(samples, batch_size)):
        try:
            found = reader.read(chunk, first)
        except DataError:
            # Of which the first is told of, or else each.
            yield from _one_by_one(reader, chunk, first, on_error)
        else:
            yield found
        first += len(chunk)
