"""A record is read on while it grows, whole lines at a time."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from netwright.interfaces.documents import EpochEnded, Stepped, Warned
from netwright.interfaces.errors import RunError, UsageError

pytestmark = pytest.mark.usefixtures("stand_in_comfyui")


@pytest.fixture
def read_on() -> Any:
    from netwright_nodes.training.record import read_on

    return read_on


@pytest.fixture
def events_told() -> Any:
    from netwright_nodes.training.events_told import events_told

    return events_told


def steps(count: int, first: int = 1) -> str:
    """Lines of steps whose losses go up and down."""
    return "".join(
        Stepped(epoch=1, step=n, loss=float(n % 7), samples_per_second=9.0, time=n).to_line()
        for n in range(first, first + count)
    )


def test_only_whole_lines_are_read_and_the_rest_when_it_is_there(
    read_on: Any, tmp_path: Path
) -> None:
    record = tmp_path / "events.jsonl"
    assert read_on(record, "") == ((), "", False, False)
    record.write_text("one\ntwo\nthr")
    part = read_on(record, "")
    assert part.lines == (b"one", b"two")
    assert (part.anew, part.more) == (False, False)
    assert read_on(record, part.cursor).lines == ()
    record.write_text("one\ntwo\nthree\n")
    assert read_on(record, part.cursor).lines == (b"three",)


def test_a_part_is_bounded_and_says_that_there_is_more(read_on: Any, tmp_path: Path) -> None:
    record = tmp_path / "events.jsonl"
    record.write_text("12345\n" * 10)
    found, cursor, more = [], "", True
    while more:
        part = read_on(record, cursor, 20)
        assert len(part.lines) <= 3
        found += part.lines
        cursor, more = part.cursor, part.more
    assert found == [b"12345"] * 10


def test_a_record_that_became_another_is_read_from_its_beginning(
    read_on: Any, tmp_path: Path
) -> None:
    """Resume leaves out what will happen again, and then goes on."""
    record = tmp_path / "events.jsonl"
    record.write_text("one\ntwo\nthree\n")
    cursor = read_on(record, "").cursor
    for now in ("one\n", "one\ntwo\nother\nfour\nfive\n"):
        record.write_text(now)
        part = read_on(record, cursor)
        assert part.anew
        assert b"\n".join((*part.lines, b"")) == now.encode()
    record.unlink()
    assert read_on(record, cursor) == ((), "", True, False)


def test_what_is_no_record_and_no_cursor_is_refused(read_on: Any, tmp_path: Path) -> None:
    record = tmp_path / "events.jsonl"
    record.write_text("x" * 100)
    with pytest.raises(RunError, match="a line has no end"):
        read_on(record, "", 50)
    with pytest.raises(UsageError, match="is no cursor"):
        read_on(record, "../3")


def test_many_steps_are_thinned_to_their_extremes(events_told: Any, tmp_path: Path) -> None:
    record = tmp_path / "events.jsonl"
    spike = Stepped(epoch=1, step=5001, loss=99.0, samples_per_second=9.0).to_line()
    record.write_text(steps(4000) + spike + steps(400, 5002))
    told = events_told(record, "")
    assert len(told.steps) <= 500
    losses = [step.loss for step in told.steps]
    assert (min(losses), max(losses)) == (0.0, 99.0)
    assert told.steps[-1].step == 5401
    places = [step.step for step in told.steps]
    assert places == sorted(places)


def test_numbers_that_are_not_finite_are_told_as_none(events_told: Any, tmp_path: Path) -> None:
    record = tmp_path / "events.jsonl"
    metrics = {"train_loss": float("nan"), "val_loss": float("inf"), "val_r2": 0.5}
    record.write_text(
        Stepped(epoch=1, step=1, loss=float("nan"), samples_per_second=9.0).to_line()
        + EpochEnded(epoch=1, metrics=metrics, learning_rate=0.1, seconds=1.0).to_line()
        + Warned(message="it diverges.", fix="lower it.").to_line()
    )
    told = json.loads(events_told(record, "").model_dump_json())
    assert told["steps"][0]["loss"] is None
    assert (told["epochs"][0]["train_loss"], told["epochs"][0]["val_loss"]) == (None, None)
    assert (told["epochs"][0]["metric"], told["epochs"][0]["written"]) == ("R2", "0.5")
    assert told["warnings"][0]["fix"] == "lower it."


def test_a_damaged_line_is_told_with_its_file(events_told: Any, tmp_path: Path) -> None:
    record = tmp_path / "events.jsonl"
    record.write_text(steps(2) + "{\n")
    with pytest.raises(RunError, match="the run's record is damaged"):
        events_told(record, "")
