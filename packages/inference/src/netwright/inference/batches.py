"""From a stream of samples to batches of what was read of them, with bounded memory."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any

from netwright.inference.inputs import Reader, Sample
from netwright.interfaces.errors import DataError


@dataclass(frozen=True, eq=False)
class Unread:
    """A sample that cannot be read, in the place of its answer.

    Attributes:
        sample: As it was given.
        error: Why.
    """

    sample: Any
    error: DataError


Batch = list["Sample | Unread"]


def read_batches(
    reader: Reader, samples: Iterable[Any], batch_size: int, first: int = 1
) -> Iterator[Batch]:
    """The samples, read, `batch_size` at a time; no more of them are taken and held.

    The first of them has the number `first` in error messages.

    Raises:
        UsageError: A sample is nothing of the kind that `reader` reads.
    """
    iterator = iter(samples)
    while batch := _read(reader, islice(iterator, batch_size), first):
        yield batch
        first += len(batch)


def _read(reader: Reader, samples: Iterable[Any], first: int) -> Batch:
    if reader.together:
        samples = list(samples)
        try:
            return [*reader.read(samples, first)]
        except DataError:
            pass  # One by one tells which of them.
    return [_read_one(reader, sample, number) for number, sample in enumerate(samples, first)]


def _read_one(reader: Reader, sample: Any, number: int) -> Sample | Unread:
    try:
        (read,) = reader.read([sample], number)
    except DataError as error:
        return Unread(sample, error)
    return read
