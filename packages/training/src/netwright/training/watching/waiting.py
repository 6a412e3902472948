"""Data that is slower than compute: steps that wait for their batch."""

from __future__ import annotations

import statistics
import time
from collections.abc import Iterator

import torch

from netwright.data.batches import Batches
from netwright.interfaces.documents import Warned

_SKIPPED, _MEASURED = 2, 8
"""The first steps of an epoch fill caches and look-aheads."""
_FEWEST = 4
_SECONDS_BETWEEN_LOOKS = 30.0


class Waiting:
    """Times a few steps in a row now and then, and the waits between them; tells once.

    The device is waited for after each of these steps: without that a GPU's work would be
    counted where its result is read.
    """

    def __init__(self, batches: Batches) -> None:
        self._batches, self._device = batches, batches.device
        self._told, self._looking = False, False
        self._looked: float | None = None
        self._waits: list[float] = []
        self._works: list[float] = []

    def begin(self, place: int) -> None:
        """The batch of the epoch's step `place`, from 0, is there and its step begins."""
        if place == 0:
            self._looking = not self._told and self._is_due()
            self._waits, self._works = [], []
        self._is_timed = self._looking and place >= _SKIPPED
        if self._is_timed:
            self._wait_for_device()
            self._began = time.perf_counter()
            if place > _SKIPPED:
                self._waits.append(self._began - self._ended)

    def end(self) -> Iterator[Warned]:
        """What to tell after the step."""
        if not self._is_timed:
            return
        self._wait_for_device()
        self._ended = time.perf_counter()
        self._works.append(self._ended - self._began)
        enough = min(_MEASURED, len(self._batches) - _SKIPPED - 1)
        if len(self._waits) >= max(_FEWEST, enough):
            self._looking, self._looked = False, self._ended
            wait, work = statistics.median(self._waits), statistics.median(self._works)
            if wait > work:
                self._told = True
                yield self._warned(wait, work)

    def _is_due(self) -> bool:
        return self._looked is None or time.perf_counter() - self._looked > _SECONDS_BETWEEN_LOOKS

    def _wait_for_device(self) -> None:
        if self._device.type == "cuda":
            torch.cuda.synchronize(self._device)
        elif self._device.type == "mps":
            torch.mps.synchronize()

    def _warned(self, wait: float, work: float) -> Warned:
        return Warned(
            message=f"data is slower than compute: a step waits {wait * 1e3:.3g} ms for its batch "
            f"and then takes {work * 1e3:.3g} ms.",
            fix=self._fix(),
        )

    def _fix(self) -> str:
        if self._batches.augments:
            return "use fewer or cheaper augmentations, or a larger network at the same speed."
        if self._batches.streams:
            return (
                "put the tar files on a faster disk, or write smaller images into them: each is "
                "decoded when it is needed."
            )
        if not self._batches.resident:
            return (
                "read at a smaller --size, or put the cache on a faster disk (NETWRIGHT_CACHE): "
                "the samples do not fit in memory."
            )
        return "nothing is slow in itself; a larger --batch-size makes fewer, longer steps."
