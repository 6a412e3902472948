"""The demo as a new user runs it."""

from __future__ import annotations

import csv
import os
import subprocess
import sys
from pathlib import Path

import pytest
import typer

from netwright.demo.commands.demo import app
from netwright.inference import Predictor
from netwright.interfaces.testing import CommandContract


class TestDemo(CommandContract):
    @pytest.fixture
    def app(self) -> typer.Typer:
        return app


@pytest.fixture(scope="module")
def demo(
    tmp_path_factory: pytest.TempPathFactory, device: str
) -> tuple[Path, subprocess.CompletedProcess[str]]:
    folder = tmp_path_factory.mktemp("demo")
    return folder, run_demo(folder, device)


def run_demo(folder: Path, device: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "netwright.interfaces.cli", "demo", "--device", device],
        cwd=folder,
        capture_output=True,
        text=True,
        encoding="utf-8",
        env={**os.environ, "NETWRIGHT_CACHE": str(folder / "cache"), "PYTHONIOENCODING": "utf-8"},
    )


def best_accuracy(folder: Path, run: str) -> float:
    rows = csv.DictReader((folder / "netwright-demo" / "runs" / run / "metrics.csv").open())
    return max(float(row["val_accuracy"]) for row in rows)


def test_the_demo_reaches_98_percent(demo) -> None:
    folder, done = demo
    assert done.returncode == 0, done.stderr
    assert best_accuracy(folder, "digits-01") >= 0.98


def test_the_demo_predicts_and_names_the_report(demo) -> None:
    _, done = demo
    assert done.stdout.count(" is a ") == 10
    assert str(Path("netwright-demo/runs/digits-01/report/index.html")) in done.stdout


def test_the_model_answers_under_onnxruntime(demo) -> None:
    folder, _ = demo
    base = folder / "netwright-demo"
    predictor = Predictor(base / "runs" / "digits-01" / "model.onnx")
    assert predictor(next((base / "digits" / "4").glob("*.png"))).label == "4"


def test_a_second_demo_gives_the_same_figures(demo, device: str) -> None:
    folder, _ = demo
    assert run_demo(folder, device).returncode == 0
    first, second = (
        (folder / "netwright-demo" / "runs" / run / "metrics.csv").read_text().splitlines()
        for run in ("digits-01", "digits-02")
    )
    # The last column is seconds.
    assert [row.rsplit(",", 1)[0] for row in first] == [row.rsplit(",", 1)[0] for row in second]
