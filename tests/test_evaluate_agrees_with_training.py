"""Evaluation without torch gives the numbers that training gave, for every task."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from files_of_tasks import (
    coins,
    digit_arrays,
    digit_table,
    noisy_photographs,
    prose,
    table,
    topics,
)

from netwright.data import load, prepare, write_digits
from netwright.inference import Predictor
from netwright.inference.evaluation import evaluate
from netwright.inference.evaluation.examining import examine
from netwright.inference.evaluation.labelled import open_labelled
from netwright.inference.evaluation.report.page import write_page
from netwright.inference.evaluation.storing import store
from netwright.inference.evaluation.thresholds import Goal
from netwright.inference.model_file import read_model_file
from netwright.interfaces.documents import Calibration, Recipe
from netwright.training import Run, fit

SURE = ("classification", "multi_label", "segmentation", "next_token")
Case = tuple[Callable[[Path], Path], dict[str, Any]]


def _arrays_alone(folder: Path) -> Path:
    """Digits without their labels."""
    path = folder / "numbers.npz"
    np.savez(path, x=np.load(digit_arrays(folder))["x"])
    return path


CASES: dict[str, Case] = {
    "images": (lambda folder: write_digits(folder / "digits"), {}),
    "several labels": (
        lambda folder: digit_table(folder, "tags") / "labels.csv",
        {"target": "tags", "task": "multi_label"},
    ),
    "a number": (lambda folder: table(folder, "diabetes", ".csv"), {"target": "kind"}),
    "rows": (lambda folder: table(folder, "iris", ".csv"), {"target": "kind"}),
    "masks": (coins, {"size": (48, 48)}),
    "pictures": (noisy_photographs, {"size": (32, 32)}),
    "images again": (
        lambda folder: write_digits(folder / "digits"),
        {"task": "autoencoding"},
    ),
    "arrays": (digit_arrays, {}),
    "arrays again": (_arrays_alone, {}),
    "text": (prose, {"length": 32}),
    "texts": (topics, {"length": 200}),
}


@pytest.fixture(scope="module", params=CASES)
def run(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Run:
    """A run of one epoch; tests look at it and leave it as it is."""
    make, asked = CASES[request.param]
    folder = tmp_path_factory.mktemp("evaluated")
    data = prepare(make(folder), **asked)
    return fit(None, data, Recipe(epochs=1), runs=folder / "runs")


def test_metrics_are_those_of_the_run(run: Run) -> None:
    predictor = Predictor(run.model)
    found = evaluate(predictor, load(run.dataset).val).metrics
    told = {
        name.removeprefix("val_"): value
        for name, value in predictor.model.metrics.items()
        if name.startswith("val_")
    }
    assert found.keys() == told.keys()
    if "psnr" in told:
        # Training's loss is of what the network gives, which may lie outside of 0 and 1.
        assert found.pop("loss") <= told.pop("loss") * (1 + 2e-4)  # As exact as the others below.
    for name, value in told.items():
        assert found[name] == pytest.approx(value, rel=2e-4, abs=1e-6), name
    with run.metrics_file.open(encoding="utf-8") as file:
        (row,) = csv.DictReader(file)
    for name in told:
        assert float(row[f"val_{name}"]) == pytest.approx(found[name], rel=2e-4, abs=1e-5), name


def test_every_task_has_a_page(run: Run, tmp_path: Path) -> None:
    predictor = Predictor(run.model)
    judged = open_labelled(predictor.model, run.model)
    found = examine(predictor, judged.samples)
    write_page(tmp_path / "page" / "index.html", found, "held-out samples", goal=Goal.of("f1"))
    page = (tmp_path / "page" / "index.html").read_text(encoding="utf-8")
    headings = re.findall("<h2>(.*?)</h2>", page)
    assert headings[-1] == "All samples"
    assert ("How sure it is" in headings) == (run.dataset.task in SURE)
    assert len(found.worst.found) == min(24, len(judged.samples))
    assert "nan" not in re.sub('<[^>]*>|base64,[^"]*', "", page).lower().split()


def test_every_sure_model_takes_a_temperature(run: Run, tmp_path: Path) -> None:
    if run.dataset.task not in SURE:
        pytest.skip("its answers are not probabilities")
    samples, saved = load(run.dataset).val, tmp_path / "saved.onnx"
    calibration = Calibration(temperature=1.7, samples=len(samples), expected_error=0)
    inputs = np.asarray(samples.inputs[:4])
    # It is held against the definition before it is written.
    store(read_model_file(run.model), saved, inputs, calibration=calibration)
    before, after = (evaluate(path, samples).metrics for path in (run.model, saved))
    changed = {name for name in before if before[name] != pytest.approx(after[name], rel=1e-5)}
    assert changed <= {"loss", "perplexity"}
    assert "loss" in changed


def test_the_size_of_a_batch_changes_nothing(run: Run) -> None:
    samples = load(run.dataset).val
    one, other = (evaluate(run.model, samples, batch_size=size).metrics for size in (3, 64))
    assert one == pytest.approx(other, rel=1e-5)
