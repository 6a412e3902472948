"""How long one run of a session takes."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

_WARM_UP, _WARM_UP_SHARE = 3, 0.1
_FEWEST, _MOST = 5, 10_000


@dataclass(frozen=True)
class Latency:
    """Seconds that one run took, over many.

    Attributes:
        p50: Half of the runs took no longer.
        p90: Nine of ten took no longer.
        p99: 99 of 100 took no longer.
        mean: On average.
        runs: How many there were.
    """

    p50: float
    p90: float
    p99: float
    mean: float
    runs: int

    @classmethod
    def of(cls, seconds: list[float]) -> Latency:
        """The percentiles of measured runs."""
        p50, p90, p99 = map(float, np.percentile(seconds, (50, 90, 99)))
        return cls(p50, p90, p99, float(np.mean(seconds)), len(seconds))


def measure(run: Callable[[], object], budget: float) -> Latency:
    """The latency of `run`, from 5 to 10,000 runs in about `budget` seconds after warming up."""
    (latency,) = measure_side_by_side([run], budget)
    return latency


def measure_side_by_side(runs: Sequence[Callable[[], object]], budget: float) -> list[Latency]:
    """The latency of each of `runs`, which take turns: what slows the machine slows them alike."""
    _take_turns(runs, 1, _WARM_UP, budget * _WARM_UP_SHARE)
    return [Latency.of(seconds) for seconds in _take_turns(runs, _FEWEST, _MOST, budget)]


def _take_turns(
    runs: Sequence[Callable[[], object]], fewest: int, most: int, budget: float
) -> list[list[float]]:
    """The seconds of each run, between `fewest` and `most` times, until the budget is spent."""
    taken: list[list[float]] = [[] for _ in runs]
    end = time.perf_counter() + budget
    while len(taken[0]) < fewest or (time.perf_counter() < end and len(taken[0]) < most):
        for run, seconds in zip(runs, taken, strict=True):
            start = time.perf_counter()
            run()
            seconds.append(time.perf_counter() - start)
    return taken
