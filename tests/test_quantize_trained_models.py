"""Models that were trained on real data are nearly as good in a quarter of their size."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from files_of_tasks import coins, noisy_photographs, prose, table

from netwright.data import prepare, write_digits
from netwright.inference import Predictor, quantize
from netwright.inference.model_file import read_model_file
from netwright.interfaces.documents import Form, Recipe
from netwright.training import Run, fit

quickly = partial(quantize, seconds=0.02)

CASES: dict[str, tuple[Callable[[Path], Path], dict[str, Any]]] = {
    "a number": (lambda folder: table(folder, "diabetes", ".csv"), {"target": "kind"}),
    "masks": (coins, {"size": (48, 48)}),
    "pictures": (noisy_photographs, {"size": (32, 32)}),
    "text": (prose, {"length": 32}),
}
SIZES: dict[Form, float] = {"fp16": 0.52, "int8": 0.45, "int8-static": 0.95}
"""The share of the graph's size that is left at most: of an LSTM, int8-static takes nothing."""


def graph_bytes(path: Path) -> int:
    """The size of a model file without its document, which is as long in every form."""
    return path.stat().st_size - len(read_model_file(path).model.to_json())


@pytest.fixture(scope="module", params=CASES)
def run(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Run:
    make, asked = CASES[request.param]
    folder = tmp_path_factory.mktemp("run")
    return fit(None, prepare(make(folder), **asked), Recipe(epochs=1), runs=folder / "runs")


@pytest.mark.parametrize("to", ["optimized", *SIZES])
def test_the_runs_own_validation_samples_pass_it(run: Run, to: Form) -> None:
    made = quickly(run.model, to, force=True)
    assert made.cost <= 0.01
    assert graph_bytes(Path(made.path)) < SIZES.get(to, 1) * graph_bytes(run.model)
    step = made.transformation
    assert step.change is not None
    assert step.change.data == str(run.folder / "dataset.json")
    assert step.calibration_samples > 0 or to != "int8-static"
    assert step.difference.agreement is None or step.difference.agreement > 0.95
    told = Predictor(made.path).model.metrics
    assert told[f"val_{step.change.metric}"] == step.change.after


def test_digits_have_the_same_labels_in_every_form(tmp_path: Path) -> None:
    data = prepare(write_digits(tmp_path / "digits"))
    run = fit(None, data, Recipe(epochs=6), runs=tmp_path / "runs")
    images = [data.val.inputs[number] for number in range(60)]
    expected = [answer.label for answer in Predictor(run.model).predict(images)]
    for to in SIZES:
        made = quickly(run.model, to)
        assert [answer.label for answer in Predictor(made.path).predict(images)] == expected
        assert made.transformation.change is not None
        assert made.transformation.change.after > 0.95
