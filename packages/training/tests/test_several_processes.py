"""Two processes train as one does on the same batches."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
import torch

from netwright.data import Prepared
from netwright.interfaces.documents import Ended, EpochEnded, Started
from netwright.training import Run
from netwright.training.checkpoint import read_checkpoint
from netwright.training.group import ALONE

from .together import CASES, in_two_processes, sit

EQUAL = ["plain", "normed", "accumulated", "weighted", "two-heads", "drawn", "labels"]
PROGRAM = str(Path(__file__).with_name("together.py"))


@pytest.fixture(scope="module")
def by_two(digits_folder: Path, own_cache: None, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of all cases' runs, each trained by two processes until it ended or stopped."""
    runs = tmp_path_factory.mktemp("by-two")
    resumed = ["dropped-parts"] * 6  # Stopped after three batches each time.
    for said in in_two_processes([PROGRAM, str(digits_folder), str(runs), *CASES, *resumed]):
        assert "Warning" not in said, said
    return runs


def rows(run: Run) -> list[dict[str, float]]:
    return [
        {name: float(value) for name, value in row.items() if name != "seconds"}
        for row in csv.DictReader(run.metrics_file.open())
    ]


def assert_near(run: Run, other: Run) -> None:
    for file, expected in [
        (run.last_checkpoint, other.last_checkpoint),
        (run.best_checkpoint, other.best_checkpoint),
    ]:
        found, wanted = read_checkpoint(file)[0], read_checkpoint(expected)[0]
        assert found.keys() == wanted.keys()
        for name in found:
            if not name.startswith("random"):
                torch.testing.assert_close(found[name], wanted[name], rtol=1e-5, atol=1e-5)
    assert len(rows(run)) == len(rows(other))
    for row, wanted_row in zip(rows(run), rows(other), strict=True):
        assert row == pytest.approx(wanted_row, rel=1e-5, abs=1e-5)


@pytest.mark.parametrize("name", EQUAL)
def test_two_processes_end_with_the_weights_and_metrics_of_one(
    by_two: Path, digits: Prepared, tmp_path: Path, name: str
) -> None:
    alone = sit(name, tmp_path, digits, ALONE)
    assert len(rows(alone)) == 2
    assert_near(Run.open(by_two / name), alone)


def test_a_stop_asked_of_the_second_stops_both_and_one_goes_on(
    by_two: Path, digits: Prepared, tmp_path: Path
) -> None:
    run = Run.open(by_two / "stopped")
    progress = read_checkpoint(run.last_checkpoint)[1]
    # Asked for after six batches, two of validation, and two.
    assert (progress.epoch, progress.step) == (1, 2)
    assert [e.reason for e in run.events() if isinstance(e, Ended)] == ["stopped"]
    sit("stopped", by_two, digits, ALONE, whole=True)
    assert_near(run, sit("stopped", tmp_path, digits, ALONE, whole=True))


def test_two_go_on_as_if_they_had_never_stopped_bit_for_bit(by_two: Path) -> None:
    parts, whole = (Run.open(by_two / f"dropped-{name}") for name in ("parts", "whole"))
    tensors, progress = read_checkpoint(parts.last_checkpoint)
    wanted, wanted_progress = read_checkpoint(whole.last_checkpoint)
    assert [name for name in wanted if not torch.equal(tensors[name], wanted[name])] == []
    assert progress == wanted_progress
    assert rows(parts) == rows(whole)


def test_the_first_alone_tells(by_two: Path) -> None:
    events = list(Run.open(by_two / "normed").events())
    assert len([e for e in events if isinstance(e, Started)]) == 1
    assert [e.epoch for e in events if isinstance(e, EpochEnded)] == [1, 2]
    (started,) = (e for e in events if isinstance(e, Started))
    assert (started.steps_per_epoch, started.train_samples) == (6, 189)
    assert "processes: 2, each with its part of every batch" in started.choices
