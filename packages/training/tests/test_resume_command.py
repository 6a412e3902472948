from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
import typer

from netwright.interfaces.testing import CommandContract
from netwright.training import Run
from netwright.training.commands.resume import app

COMMAND = [sys.executable, "-m", "netwright.interfaces.cli"]


class TestResume(CommandContract):
    @pytest.fixture
    def app(self) -> typer.Typer:
        return app


def netwright(*arguments: object, cwd: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*COMMAND, *map(str, arguments)],
        cwd=cwd,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=300,
        env={**os.environ, "PYTHONIOENCODING": "utf-8"},
    )


@pytest.mark.skipif(sys.platform == "win32", reason="Windows sends no SIGTERM")
def test_a_terminated_run_is_resumed_to_its_end(digits_folder: Path, tmp_path: Path) -> None:
    accumulator = pytest.importorskip("tensorboard.backend.event_processing.event_accumulator")
    how = ("--epochs", "6", "--batch-size", "256", "--tensorboard")
    trainer = subprocess.Popen(
        [*COMMAND, "train", "--data", str(digits_folder), *how],
        cwd=tmp_path,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    run = tmp_path / "runs" / "digits-01"
    while trainer.poll() is None and not (run / "metrics.csv").exists():
        time.sleep(0.05)
    trainer.send_signal(signal.SIGTERM)
    output, _ = trainer.communicate(timeout=120)
    assert trainer.returncode == 130, output
    done = netwright("resume", run, "--json", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert Path(json.loads(done.stdout)["model"]) == Run.open(run).model
    assert len((run / "metrics.csv").read_text().splitlines()) == 7
    read = accumulator.EventAccumulator(str(run / "tensorboard"))
    read.Reload()
    assert [each.step for each in read.Scalars("accuracy/val")] == [1, 2, 3, 4, 5, 6]


def test_a_finished_run_is_told_again(finished: Run, tmp_path: Path) -> None:
    done = netwright("resume", finished.folder, cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert f"model   {finished.model}" in done.stdout


def test_what_is_no_run_is_refused(tmp_path: Path) -> None:
    done = netwright("resume", "nowhere", cwd=tmp_path)
    assert done.returncode == 2
    assert done.stderr == (
        "RunError: this is not a run folder: it has no network.json.\n"
        "  folder: nowhere\n"
        "  fix: name a folder that `netwright train` made, such as runs/digits-01.\n"
    )
