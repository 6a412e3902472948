"""Measurements take turns, and a missed bar is seen."""

from __future__ import annotations

import sys
from collections.abc import Callable

import pytest

from bench.harness import Bar, Measurement, Result, command, measure_all, missed, table


def result(name: str, seconds: list[float], *bars: Bar) -> Result:
    return Result(Measurement(name, lambda: 0.0, bars), seconds)


def test_measurements_take_turns_for_as_many_rounds_as_each_asks() -> None:
    order: list[str] = []

    def noting(name: str) -> Callable[[], float]:
        def measure() -> float:
            order.append(name)
            return 1.0

        return measure

    results = measure_all(
        [Measurement("a", noting("a"), rounds=3), Measurement("b", noting("b"), rounds=2)]
    )
    assert order == ["a", "b", "a", "b", "a"]
    assert [len(each.values) for each in results] == [3, 2]


def test_the_median_counts_and_not_one_slow_round() -> None:
    steady = result("steady", [0.2, 0.2, 9.0], Bar(0.3))
    assert not missed(steady, [steady])


def test_a_median_over_the_bar_misses_it() -> None:
    slow = result("slow", [0.4, 0.4, 0.1], Bar(0.3))
    assert missed(slow, [slow]) == [Bar(0.3)]
    assert "0.3 s: missed" in table([slow])


@pytest.mark.parametrize(("seconds", "is_missed"), [(1.9, False), (2.1, True)])
def test_a_bar_can_be_a_multiple_of_another_measurement(seconds: float, is_missed: bool) -> None:
    base = result("base", [1.0])
    other = result("other", [seconds], Bar(2, of="base"))
    assert bool(missed(other, [base, other])) is is_missed


def test_a_ratio_is_shown_with_its_unit() -> None:
    close = Result(Measurement("close", lambda: 0.0, (Bar(1.01),), unit="x"), [1.02, 1.0, 0.9])
    assert not missed(close, [close])
    assert "1.000 x" in table([close])
    assert "1.01 x: kept" in table([close])


def test_a_command_that_fails_has_no_time() -> None:
    with pytest.raises(RuntimeError, match="failed"):
        command(sys.executable, "-c", "raise SystemExit(3)")()


def test_a_rate_is_told_where_it_is_known_how_much_was_done() -> None:
    done = Result(Measurement("done", lambda: 0.0, amount=(4000, "samples")), [2.0, 2.0, 9.0])
    assert "2,000 samples/s" in table([done])
