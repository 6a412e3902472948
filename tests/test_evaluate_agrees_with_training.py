"""Evaluation without torch gives the numbers that training gave, for every task."""

from __future__ import annotations

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
from netwright.interfaces.documents import Recipe
from netwright.training import Run, fit

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


@pytest.fixture(params=CASES)
def run(request: pytest.FixtureRequest, tmp_path: Path) -> Run:
    """A run of one epoch."""
    make, asked = CASES[request.param]
    data = prepare(make(tmp_path), **asked)
    return fit(None, data, Recipe(epochs=1), runs=tmp_path / "runs")


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
        assert found.pop("loss") <= told.pop("loss")
    for name, value in told.items():
        assert found[name] == pytest.approx(value, rel=2e-4, abs=1e-6), name


def test_the_size_of_a_batch_changes_nothing(run: Run) -> None:
    samples = load(run.dataset).val
    one, other = (evaluate(run.model, samples, batch_size=size).metrics for size in (3, 64))
    assert one == pytest.approx(other, rel=1e-5)
