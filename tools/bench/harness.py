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
    """What the median must stay under: so much in its unit, or so many times another's median."""

    limit: float
    of: str | None = None

    def value(self, medians: dict[str, float]) -> float:
        """The bar in the unit, given the medians of all measurements by their names."""
        return self.limit if self.of is None else self.limit * medians[self.of]

    def text(self, unit: str) -> str:
        """The bar as a table shows it."""
        return f"{self.limit:g} {unit}" if self.of is None else f"{self.limit:.3g} x {self.of!r}"


@dataclass(frozen=True)
class Measurement:
    """Something to be timed; `measure` gives the seconds of one go, or what else `unit` says.

    Where `amount` says how much of what is done in one go, as in ``(4000, "images")``, the table
    has how much of it is done a second.
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
    values: list[float] = field(default_factory=list)

    @property
    def median(self) -> float:
        return statistics.median(self.values)


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
                result.values.append(result.measurement.measure())
    _say("\r\033[K")
    return results


def missed(result: Result, results: Sequence[Result]) -> list[Bar]:
    """The bars that the median of `result` is not under."""
    medians = {each.measurement.name: each.median for each in results}
    return [bar for bar in result.measurement.bars if result.median >= bar.value(medians)]


def table(results: Sequence[Result]) -> str:
    """A line for each: median, fastest, slowest, rounds, the bars, and whether they are kept."""
    width = max(len(result.measurement.name) for result in results)
    head = f"{'':{width}}  {'median':>8}  {'min':>8}  {'max':>8}  rounds  {'':>16}  bar"
    return "\n".join([head, *(_line(result, results, width) for result in results)])


def _line(result: Result, results: Sequence[Result], width: int) -> str:
    failed, unit = missed(result, results), result.measurement.unit
    verdicts = [
        f"{bar.text(unit)}: {'missed' if bar in failed else 'kept'}"
        for bar in result.measurement.bars
    ]
    numbers = (result.median, min(result.values), max(result.values))
    shown = "  ".join(f"{number:6.3f} {unit}" for number in numbers)
    return (
        f"{result.measurement.name:{width}}  {shown}  {len(result.values):6}  "
        f"{_rate(result):>16}  {', '.join(verdicts) or '-'}"
    )


def _rate(result: Result) -> str:
    if result.measurement.amount is None:
        return ""
    count, what = result.measurement.amount
    return f"{count / result.median:,.0f} {what}/s"


def _say(text: str) -> None:
    if sys.stderr.isatty():
        sys.stderr.write(text)
        sys.stderr.flush()
