"""Runs measurements in turn, round after round, and compares the medians with their bars.

Taking turns spreads what else the machine does over all of them alike.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Bar:
    """What the median must stay under: a number, or so many times another's median."""

    limit: float
    of: str | None = None

    def seconds(self, medians: dict[str, float]) -> float:
        """The bar as a number, given the medians of all measurements by their names."""
        return self.limit if self.of is None else self.limit * medians[self.of]

    def __str__(self) -> str:
        return f"{self.limit:.3g}" if self.of is None else f"{self.limit:.3g} x {self.of!r}"


@dataclass(frozen=True)
class Measurement:
    """Something to be measured, seconds if nothing else is said; the less the better.

    Attributes:
        name: What it is.
        measure: Gives the number of one go.
        bars: What its median must stay under.
        rounds: How many goes.
        unit: Of the number.
        amount: How much of what is done in one go, to tell how much of it a second.
    """

    name: str
    measure: Callable[[], float]
    bars: tuple[Bar, ...] = ()
    rounds: int = 7
    unit: str = "s"
    amount: tuple[int, str] | None = None


@dataclass(frozen=True)
class Result:
    """What each round gave."""

    measurement: Measurement
    seconds: list[float] = field(default_factory=list)

    @property
    def median(self) -> float:
        return statistics.median(self.seconds)


def command(*words: str) -> Callable[[], float]:
    """A measure of one run of a command, from its start to its end. Raises when it fails."""

    def measure() -> float:
        began = time.perf_counter()
        ended = subprocess.run(words, stdin=subprocess.DEVNULL, capture_output=True, text=True)
        seconds = time.perf_counter() - began
        if ended.returncode != 0:
            raise RuntimeError(f"{' '.join(words)} failed:\n{ended.stdout}{ended.stderr}")
        return seconds

    return measure


def measure_all(measurements: Sequence[Measurement]) -> list[Result]:
    """Every measurement for as many rounds as it asks for, one go of each at a time."""
    results = [Result(measurement) for measurement in measurements]
    for number in range(max((m.rounds for m in measurements), default=0)):
        for result in results:
            if number < result.measurement.rounds:
                _say(f"\rround {number + 1}: {result.measurement.name}\033[K")
                result.seconds.append(result.measurement.measure())
    _say("\r\033[K")
    return results


def missed(result: Result, results: Sequence[Result]) -> list[Bar]:
    """The bars that the median of `result` is not under."""
    medians = {each.measurement.name: each.median for each in results}
    return [bar for bar in result.measurement.bars if result.median >= bar.seconds(medians)]


def table(results: Sequence[Result]) -> str:
    """A line for each: median, fastest, slowest, rounds, the bars, and whether they are kept."""
    width = max(len(result.measurement.name) for result in results)
    head = f"{'':{width}}  {'median':>9}  {'min':>9}  {'max':>9}  rounds  {'rate':>16}  bar"
    return "\n".join([head, *(_line(result, results, width) for result in results)])


def _line(result: Result, results: Sequence[Result], width: int) -> str:
    about, failed = result.measurement, missed(result, results)
    verdicts = [f"{bar}: {'missed' if bar in failed else 'kept'}" for bar in about.bars]
    rate = "-"
    if about.amount is not None:
        rate = f"{about.amount[0] / result.median:,.0f} {about.amount[1]}/s"
    numbers = (result.median, min(result.seconds), max(result.seconds))
    return (
        f"{about.name:{width}}  {'  '.join(f'{n:6.3f} {about.unit:2}' for n in numbers)}  "
        f"{len(result.seconds):6}  {rate:>16}  {', '.join(verdicts) or '-'}"
    )


def _say(text: str) -> None:
    if sys.stderr.isatty():
        sys.stderr.write(text)
        sys.stderr.flush()
