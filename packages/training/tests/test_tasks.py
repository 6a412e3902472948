"""Every task end to end: trained on real data, better than a trivial answer, exported, the same."""

from __future__ import annotations

import csv
from pathlib import Path

import numpy as np
import onnxruntime
import pytest
import torch
from numpy.typing import NDArray
from real_data import TASKS

from netwright.data import Prepared, Samples
from netwright.data.batches import Batch
from netwright.interfaces.documents import METADATA_KEY, Ended, Model, Recipe
from netwright.training import Run, fit
from netwright.training.objectives import Meter, objective_for

OUTPUTS = {
    "classification": ("logits", "probabilities"),
    "multi_label": ("logits", "probabilities"),
    "regression": ("values",),
    "segmentation": ("logits", "probabilities"),
    "image_to_image": ("picture",),
    "autoencoding": ("picture", "values"),
    "next_token": ("logits", "probabilities"),
}
EPOCHS = {"iris": 40, "diabetes": 25, "coins": 6, "noisy_photographs": 4, "small_photographs": 6}


def _majority(data: Prepared) -> float:
    """Accuracy of always saying the training samples' most frequent class."""
    return float((data.val.targets == np.bincount(data.train.targets).argmax()).mean())


def _linear_r2(data: Prepared) -> float:
    """R2 of a linear least-squares fit, gaps filled with column means."""
    from sklearn.linear_model import LinearRegression
    from sklearn.metrics import r2_score

    mean = np.nanmean(data.train.inputs, axis=0)
    train, val = (np.where(np.isnan(s.inputs), mean, s.inputs) for s in (data.train, data.val))
    fitted = LinearRegression().fit(train, data.train.targets)
    return float(r2_score(data.val.targets, fitted.predict(val)))


def _one_class_iou(data: Prepared) -> float:
    """Mean IoU of saying everywhere the class that most pixels have."""
    counted = np.asarray(data.val.targets)[data.val.targets != 255]
    return float(np.bincount(counted).max() / len(counted) / 2)


def _psnr(given: NDArray[np.uint8], true: NDArray[np.uint8]) -> float:
    squared = (((given.astype(float) - true) / 255) ** 2).mean(axis=(1, 2, 3))
    return float((-10 * np.log10(squared)).mean())


def _copied_psnr(data: Prepared) -> float:
    """PSNR of leaving the pictures as they are, each pixel as many times as it needs."""
    inputs, targets = np.asarray(data.val.inputs), np.asarray(data.val.targets)
    factor = targets.shape[1] // inputs.shape[1]
    return _psnr(inputs.repeat(factor, axis=1).repeat(factor, axis=2), targets)


def _mean_picture_psnr(data: Prepared) -> float:
    """PSNR of always giving the average training picture."""
    mean = np.asarray(data.train.inputs).mean(axis=0, keepdims=True)
    return _psnr(mean.repeat(len(data.val), axis=0), np.asarray(data.val.inputs))


def _unigram_perplexity(data: Prepared) -> float:
    """Perplexity of the training tokens' frequencies, one added to each."""
    tokens = data.document.preprocessing.tokens
    counts = np.bincount(np.asarray(data.train.inputs).ravel(), minlength=tokens) + 1.0
    chance = counts / counts.sum()
    return float(np.exp(-np.log(chance[np.asarray(data.val.inputs)[:, 1:]]).mean()))


# The metric, the trivial answer, and by how much (added, or for perplexity multiplied) to beat it.
BARS = {
    "iris": ("accuracy", _majority, 0.4),
    "wine": ("accuracy", _majority, 0.4),
    "breast_cancer": ("accuracy", _majority, 0.25),
    "diabetes": ("r2", _linear_r2, 0.0),
    "wine_labels": ("average_precision", lambda data: float(data.val.targets.mean()), 0.25),
    "coins": ("iou", _one_class_iou, 0.25),
    "noisy_photographs": ("psnr", _copied_psnr, 4.0),
    "small_photographs": ("psnr", _copied_psnr, 0.5),
    "digits_again": ("psnr", _mean_picture_psnr, 2.0),
    "cells_again": ("r2", lambda data: 0.0, 0.6),
    "arrays_again": ("r2", lambda data: 0.0, 0.6),
    "digit_sequences": ("accuracy", _majority, 0.7),
    "digit_volumes": ("accuracy", _majority, 0.5),
    "digit_rows": ("accuracy", _majority, 0.7),
    "prose": ("perplexity", _unigram_perplexity, 0.8),
    "topics": ("accuracy", _majority, 0.2),
}


@pytest.fixture(scope="module", params=TASKS)
def trained(
    request: pytest.FixtureRequest, device: str, tmp_path_factory: pytest.TempPathFactory
) -> tuple[str, Prepared, Run]:
    name = request.param
    data = TASKS[name]()
    recipe = Recipe(epochs=EPOCHS.get(name, 8), batch_size=16)
    runs = tmp_path_factory.mktemp("runs")
    return name, data, fit(None, data, recipe, runs=runs, name=name, device=device)


def test_it_beats_the_trivial_answer(trained: tuple[str, Prepared, Run]) -> None:
    name, data, run = trained
    metric, trivial, margin = BARS[name]
    (ended,) = (event for event in run.events() if isinstance(event, Ended))
    reached, bar = ended.best_metrics[f"val_{metric}"], trivial(data)
    if metric == "perplexity":
        assert reached < bar * margin
    else:
        assert reached > bar + margin


def test_onnxruntime_alone_reaches_the_metrics_of_training(
    trained: tuple[str, Prepared, Run],
) -> None:
    """The exported outputs, put back into the form of the network's, give the same metrics."""
    _, data, run = trained
    model, outputs = _outputs(run, data.val)
    given = torch.from_numpy(_as_network_gives(model, outputs[0]))
    objective = objective_for(data.document, run.recipe)
    meter: Meter = objective.meter(len(data.val))
    raw, targets = (
        None if v is None else torch.from_numpy(np.array(v))
        for v in (data.val.inputs, data.val.targets)
    )
    meter.update({"given": given}, Batch(raw, targets, np.arange(len(data.val))))
    found = meter.compute()
    if model.outputs[0].name == "picture":
        del found["loss"]  # Training's is of values that may lie outside 0 to 1.
    for name, value in found.items():
        assert value == pytest.approx(model.metrics[f"val_{name}"], rel=2e-3, abs=2e-4), name


def test_the_outputs_are_what_the_table_of_targets_says(
    trained: tuple[str, Prepared, Run],
) -> None:
    _, data, run = trained
    model, outputs = _outputs(run, data.val)
    names = tuple(spec.name for spec in model.outputs)
    assert set(names) <= set(OUTPUTS[model.task])
    for spec, output in zip(model.outputs, outputs, strict=True):
        assert output.dtype == np.float32
        assert output.shape[1:] == spec.shape[1:]
    if "picture" in names:
        assert 0 <= outputs[0].min() <= outputs[0].max() <= 1
        assert outputs[0].shape[-1] in (1, 3)
    if names == ("logits", "probabilities") and model.task != "multi_label":
        axis = 2 if model.task == "next_token" else 1
        np.testing.assert_allclose(outputs[1].sum(axis=axis), 1, atol=1e-5)


def test_the_report_and_the_metrics_file_are_there(trained: tuple[str, Prepared, Run]) -> None:
    _, _, run = trained
    page = run.report.read_text(encoding="utf-8")
    for picture in run.report.parent.glob("*.png"):
        assert f'src="{picture.name}"' in page
    with run.metrics_file.open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == run.recipe.epochs
    assert all(np.isfinite(float(value)) for row in rows for value in row.values())


def _outputs(run: Run, samples: Samples) -> tuple[Model, list[NDArray[np.float32]]]:
    session = onnxruntime.InferenceSession(run.model, providers=["CPUExecutionProvider"])
    metadata = session.get_modelmeta().custom_metadata_map
    model = Model.from_json(metadata[METADATA_KEY])
    (taken,) = model.inputs
    assert session.get_inputs()[0].name == taken.name
    raw = np.array(samples.inputs)
    assert (str(raw.dtype), raw.shape[1:]) == (taken.dtype, taken.shape[1:])
    return model, session.run([spec.name for spec in model.outputs], {taken.name: raw})


def _as_network_gives(model: Model, output: NDArray[np.float32]) -> NDArray[np.float32]:
    if model.task == "regression":
        return (output - np.float32(model.target.mean)) / np.float32(model.target.std)
    if model.outputs[0].name == "picture":
        return output.transpose(0, 3, 1, 2)
    if model.preprocessing.kind == "table" and model.task == "autoencoding":
        scales = [(column.mean, column.std) for column in model.preprocessing.columns]
        mean, std = np.float32(scales).T
        return (output - mean) / std
    if model.task == "autoencoding":
        return (output - np.float32(model.preprocessing.mean)) / np.float32(model.preprocessing.std)
    return output


def test_a_run_of_a_table_needs_no_pictures_of_samples(tmp_path: Path) -> None:
    run = fit(None, TASKS["iris"](), Recipe(epochs=1), runs=tmp_path)
    pictures = sorted(path.name for path in run.report.parent.glob("*.png"))
    assert pictures == ["confusion.png", "curves.png"]
    assert "Mistakes" in run.report.read_text(encoding="utf-8")
