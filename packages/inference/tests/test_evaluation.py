"""Parts of an evaluation, each against its definition."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import pytest
from numpy.typing import NDArray

from netwright.data import Samples, digits
from netwright.inference import Predictor, evaluate
from netwright.inference.evaluation.batches import Batch
from netwright.inference.evaluation.calibration import fit_temperature, reliability_of
from netwright.inference.evaluation.choices import Choices, KeptChoices
from netwright.inference.evaluation.examining import examine
from netwright.inference.evaluation.storing import store
from netwright.inference.evaluation.thresholds import Goal, best_threshold
from netwright.inference.evaluation.watching import Pairs, Worst
from netwright.inference.model_file import read_model_file
from netwright.interfaces.documents import (
    ArrayPreprocessing,
    Autoencoding,
    Calibration,
    Classification,
    ImagePreprocessing,
    MultiLabel,
    Segmentation,
)
from netwright.interfaces.errors import DataError, ModelError, UsageError

optimize = pytest.importorskip("scipy.optimize")
metrics = pytest.importorskip("sklearn.metrics")


def held_out() -> Samples:
    images, labels = digits()
    rows = slice(1397, None)
    names = tuple(map(str, range(400)))
    return Samples(images[rows, :, :, None], labels[rows], names)


class Generated:
    """Images that are made when they are asked for."""

    def __init__(self, count: int) -> None:
        self.shape, self.dtype = (count, 8, 8, 1), np.dtype(np.uint8)
        self.largest = 0

    def __len__(self) -> int:
        return self.shape[0]

    def __getitem__(self, rows: slice) -> NDArray[np.uint8]:
        count = len(range(*rows.indices(len(self))))
        self.largest = max(self.largest, count)
        return np.random.default_rng(rows.start).integers(0, 256, (count, 8, 8, 1), np.uint8)


def test_a_batch_of_many_samples_is_in_memory_at_a_time(digits_model: Path) -> None:
    inputs = Generated(5000)
    samples = Samples(inputs, np.arange(5000) % 10, tuple(map(str, range(5000))))  # type: ignore[arg-type]
    found = evaluate(digits_model, samples)
    assert found.samples == 5000
    assert 0.02 < found.metrics["accuracy"] < 0.3
    assert inputs.largest == 64


def test_the_size_of_a_batch_changes_nothing(digits_model: Path) -> None:
    one, other = (evaluate(digits_model, held_out(), batch_size=size) for size in (7, 400))
    assert one.metrics == pytest.approx(other.metrics, rel=1e-6)
    with pytest.raises(UsageError, match="batch_size is a number from 1, but 0 came"):
        evaluate(digits_model, held_out(), batch_size=0)


def test_samples_of_another_shape_are_refused(digits_model: Path) -> None:
    samples = Samples(np.zeros((2, 9, 8, 1), np.uint8), np.zeros(2, np.int64), ("a", "b"))
    with pytest.raises(DataError) as caught:
        evaluate(digits_model, samples)
    message = "the model reads uint8 [N, 8, 8, 1], but uint8 [N, 9, 8, 1] came."
    assert caught.value.message == message
    none = Samples(np.zeros((0, 8, 8, 1), np.uint8), np.zeros(0, np.int64), ())
    with pytest.raises(DataError, match="there are no samples to evaluate on"):
        evaluate(digits_model, none)


def kept_of(model: Path, samples: Samples) -> Choices:
    found = examine(Predictor(model), samples, with_choices=True)
    assert found.choices is not None
    return found.choices.all()


def test_the_temperature_is_that_of_the_least_cross_entropy(digits_model: Path) -> None:
    choices = kept_of(digits_model, held_out())

    def nats(log_temperature: float) -> float:
        scaled = choices.logits.astype(float) / np.exp(log_temperature)
        shares = np.exp(scaled - scaled.max(axis=1, keepdims=True))
        shares /= shares.sum(axis=1, keepdims=True)
        return metrics.log_loss(choices.true, shares, labels=range(10))

    best = optimize.minimize_scalar(nats, bounds=(-4, 4), method="bounded")
    assert fit_temperature(choices) == pytest.approx(np.exp(best.x), rel=1e-3)


def test_a_model_that_knows_nothing_has_no_best_temperature() -> None:
    logits = np.array([[1.0, 0.0], [0.0, 1.0]] * 50, np.float32)
    always_wrong = np.array([1, 0] * 50)
    with pytest.raises(DataError, match="the model knows nothing of these samples"):
        fit_temperature(Choices(logits, always_wrong))


def test_labels_are_as_sure_as_their_log_odds(linear_model: Callable[..., Path]) -> None:
    model = linear_model(MultiLabel(classes=("a", "b")), lambda d: [d > 4, d % 2 == 0])
    samples = held_out()
    true = np.stack([samples.targets > 4, samples.targets % 2 == 0], axis=1).astype(np.float32)
    choices = kept_of(model, Samples(samples.inputs, true, samples.names))
    shares = np.stack([a.probabilities for a in Predictor(model).predict(samples.inputs[:])])
    assert choices.true.tolist() == true.ravel().tolist()
    sure = np.maximum(shares, 1 - shares).ravel().astype(float)
    right = (shares > 0.5).ravel() == (true > 0).ravel()
    bins = reliability_of(choices)
    assert bins.said.sum() == pytest.approx(sure.sum(), rel=1e-5)
    assert bins.right.sum() == right.sum()


def test_of_many_choices_some_from_all_over_are_kept(digits_model: Path) -> None:
    model, count = Predictor(digits_model).model, 1_000_003
    kept = KeptChoices(model, count)
    for start in range(0, count, 100_000):
        numbers = np.arange(start, min(start + 100_000, count))
        logits = np.repeat(numbers[:, None], 10, axis=1).astype(np.float32)
        kept.update(Batch(start, numbers, numbers % 10, logits, logits))
    choices = kept.all()
    assert choices.logits.size <= 1 << 22
    assert np.unique(np.diff(choices.logits[:, 0])).tolist() == [3]


@pytest.mark.parametrize("goal", ["f1", "precision=0.8", "recall=0.9"])
def test_a_threshold_is_the_best_of_all(goal: str) -> None:
    random = np.random.default_rng(0)
    true = random.random(300) < 0.3
    scores = np.round(np.clip(random.normal(0.3 + 0.4 * true, 0.2), 0, 1), 2)
    found = best_threshold(true, scores, Goal.of(goal), "a")
    said = scores >= found.threshold
    assert found.precision == pytest.approx(metrics.precision_score(true, said))
    assert found.recall == pytest.approx(metrics.recall_score(true, said))
    assert found.f1 == pytest.approx(metrics.f1_score(true, said))
    every = [scores >= cut for cut in np.linspace(0, 1, 201)]
    precisions = [metrics.precision_score(true, s, zero_division=0) for s in every]
    recalls = [metrics.recall_score(true, s) for s in every]
    if goal == "f1":
        assert found.f1 >= max(metrics.f1_score(true, s) for s in every) - 1e-9
    elif goal.startswith("precision"):
        assert found.precision >= 0.8
        reached = [r for p, r in zip(precisions, recalls, strict=True) if p >= 0.8]
        assert found.recall >= max(reached) - 1e-9
    else:
        assert found.recall >= 0.9
        reached = [p for p, r in zip(precisions, recalls, strict=True) if r >= 0.9]
        assert found.precision >= max(reached) - 1e-9


def test_a_label_that_no_sample_has_keeps_its_threshold() -> None:
    found = best_threshold(np.zeros(3, bool), np.array([0.1, 0.5, 0.9]), Goal("f1"), "a")
    assert found.threshold == 0.5
    assert np.isnan(found.f1)


def test_every_pixel_counts_but_the_ignored(
    task_model: Callable[..., Path], tmp_path: Path
) -> None:
    reading = ImagePreprocessing(mode="L", height=2, width=2, mean=(0,), std=(1,))
    nodes: list[tuple[str, list[str], str, dict[str, Any]]] = [
        ("Cast", ["x"], "floats", {"to": 1}),
        ("Div", ["floats", "scale"], "shares", {}),
        ("Transpose", ["shares"], "light", {"perm": [0, 3, 1, 2]}),
        ("Sub", ["one", "light"], "dark", {}),
        ("Concat", ["dark", "light"], "probabilities", {"axis": 1}),
    ]
    weights = {"scale": np.float32(255), "one": np.float32(1)}
    target = Segmentation(classes=("dark", "light"))
    model = task_model(target, reading, "probabilities", (2, 2, 2), nodes, weights)
    inputs = np.array([[[51, 204], [51, 51]]], np.uint8)[..., None]
    masks = np.array([[[0, 1], [1, 255]]], np.uint8)
    found = evaluate(model, Samples(inputs, masks, ("a",))).metrics
    assert found["pixel_accuracy"] == pytest.approx(2 / 3)
    assert found["iou"] == pytest.approx(0.5)
    assert found["dice"] == pytest.approx(2 / 3)
    nats = -np.log([0.8, 0.8, 0.2]).mean()
    assert found["loss"] == pytest.approx(nats, rel=1e-5)


def test_arrays_again_are_measured_in_deviations(task_model: Callable[..., Path]) -> None:
    reading = ArrayPreprocessing(shape=(3,), mean=(1,), std=(2,))
    nodes: list[tuple[str, list[str], str, dict[str, Any]]] = [
        ("Add", ["x", "shift"], "values", {})
    ]
    model = task_model(Autoencoding(), reading, "values", (3,), nodes, {"shift": np.float32(1)})
    inputs = np.array([[1, 2, 3], [4, 5, 6]], np.float32)
    found = evaluate(model, Samples(inputs, None, ("a", "b"))).metrics
    scaled = (inputs.ravel() - 1) / 2
    assert found["mae"] == pytest.approx(0.5)
    assert found["loss"] == pytest.approx(0.25)
    assert found["r2"] == pytest.approx(metrics.r2_score(scaled, scaled + 0.5))


def test_points_are_from_all_over() -> None:
    pairs = Pairs(2500)
    for start in range(0, 2500, 64):
        values = np.arange(start, min(start + 64, 2500), dtype=np.float32)[:, None]
        pairs.update(Batch(start, values, values, values + 1, None))
    true, said = np.stack(pairs.pairs, axis=1)
    assert true[:, 0].tolist() == list(range(0, 2500, 3))
    assert (said - true == 1).all()


def test_the_worst_are_kept_whatever_comes_after(digits_model: Path) -> None:
    samples, predictor = held_out(), Predictor(digits_model)
    worst = [Worst(predictor.model, 400, most=5) for _ in range(2)]
    for size, watcher in zip((3, 400), worst, strict=True):
        evaluate(predictor, samples, batch_size=size, watchers=[watcher])
    first, second = ([seen.number for seen in watcher.found] for watcher in worst)
    assert first == second
    np.testing.assert_allclose(worst[0].losses, worst[1].losses, rtol=1e-4, atol=1e-6)


def test_a_graph_without_logits_takes_no_temperature(
    task_model: Callable[..., Path], tmp_path: Path
) -> None:
    reading = ArrayPreprocessing(shape=(2,), mean=(0,), std=(1,))
    nodes: list[tuple[str, list[str], str, dict[str, Any]]] = [
        ("Softmax", ["x"], "probabilities", {"axis": 1})
    ]
    target = Classification(classes=("a", "b"))
    model = task_model(target, reading, "probabilities", (2,), nodes, {})
    calibration = Calibration(temperature=2, samples=1, expected_error=0)
    inputs = np.zeros((1, 2), np.float32)
    with pytest.raises(ModelError, match="graph does not give logits"):
        store(read_model_file(model), tmp_path / "new.onnx", inputs, calibration=calibration)
    assert not (tmp_path / "new.onnx").exists()


def test_what_a_file_says_besides_is_kept(digits_model: Path, tmp_path: Path) -> None:
    graph = onnx.load(digits_model)
    graph.metadata_props.add(key="licence", value="CC0")
    onnx.save(graph, digits_model)
    calibration = Calibration(temperature=2, samples=1, expected_error=0.1)
    store(
        read_model_file(digits_model),
        tmp_path / "new.onnx",
        np.asarray(held_out().inputs[:4]),
        calibration=calibration,
    )
    kept = {entry.key: entry.value for entry in onnx.load(tmp_path / "new.onnx").metadata_props}
    assert kept["licence"] == "CC0"
    assert Predictor(tmp_path / "new.onnx").model.calibration == calibration
