"""Meters give what scikit-learn and scikit-image give of the whole set, however it is split."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
import torch
from numpy.typing import NDArray
from real_data import (
    cells_again,
    class_table,
    coins,
    diabetes,
    digit_rows,
    digits_again,
    noisy_photographs,
    prose,
    wine_labels,
)

from netwright.data import Prepared
from netwright.data.batches import Batch
from netwright.interfaces.documents import Recipe
from netwright.training.objectives import Meter, Objective, objective_for

metrics = pytest.importorskip("sklearn.metrics")

SAMPLES = 40


class Measured:
    """Random outputs for the first real samples, with what a meter makes of them."""

    def __init__(self, data: Prepared, shape: tuple[int, ...], spread: float = 1.0) -> None:
        self.objective: Objective = objective_for(data.document, Recipe())
        self.inputs = torch.from_numpy(np.array(data.train.inputs[:SAMPLES]))
        targets = data.train.targets
        self.targets = None if targets is None else torch.from_numpy(np.array(targets[:SAMPLES]))
        random = torch.Generator().manual_seed(0)
        self.outputs = torch.randn(len(self.inputs), *shape, generator=random) * spread

    def meter(self, rows: slice = slice(None), batch: int = 7) -> Meter:
        meter = self.objective.meter(len(self.inputs))
        for part in torch.arange(len(self.inputs))[rows].split(batch):
            targets = None if self.targets is None else self.targets[part]
            whole = Batch(self.inputs[part], targets, part.numpy())
            meter.update({"given": self.outputs[part]}, whole)
        return meter


def true_of(measured: Measured) -> NDArray[np.generic]:
    assert measured.targets is not None
    return measured.targets.numpy()


def test_classification() -> None:
    measured = Measured(digit_rows(), (10,))
    found, true = measured.meter().compute(), true_of(measured)
    logits = measured.outputs.numpy()
    said, labels = logits.argmax(1), np.arange(10)
    assert found["accuracy"] == pytest.approx(metrics.accuracy_score(true, said))
    assert found["f1"] == pytest.approx(metrics.f1_score(true, said, average="macro"))
    top5 = metrics.top_k_accuracy_score(true, logits, k=5, labels=labels)
    assert found["top5_accuracy"] == pytest.approx(top5)
    probabilities = measured.outputs.double().softmax(1).numpy()
    assert found["loss"] == pytest.approx(metrics.log_loss(true, probabilities, labels=labels))


def test_top_5_is_left_out_where_five_are_all() -> None:
    assert "top5_accuracy" not in Measured(class_table("iris"), (3,)).meter().compute()


def test_multi_label() -> None:
    measured = Measured(wine_labels(), (3,))
    found, true, scores = measured.meter().compute(), true_of(measured), measured.outputs.numpy()
    assert found["f1"] == pytest.approx(metrics.f1_score(true, scores > 0, average="macro"))
    assert found["roc_auc"] == pytest.approx(metrics.roc_auc_score(true, scores))
    expected = metrics.average_precision_score(true, scores)
    assert found["average_precision"] == pytest.approx(expected)


def test_regression_in_the_columns_own_units() -> None:
    data = diabetes()
    measured, target = Measured(data, (1,)), data.document.target
    found, true = measured.meter().compute(), true_of(measured)
    said = measured.outputs.numpy() * target.std + target.mean
    assert found["mae"] == pytest.approx(metrics.mean_absolute_error(true, said))
    assert found["rmse"] == pytest.approx(metrics.root_mean_squared_error(true, said))
    assert found["r2"] == pytest.approx(metrics.r2_score(true, said))


def test_segmentation_without_the_pixels_that_do_not_count() -> None:
    measured = Measured(coins(), (2, 50, 50))
    found, true = measured.meter().compute(), true_of(measured)
    said = measured.outputs.argmax(1).numpy()
    true, said = true[true != 255], said[true != 255]
    assert found["iou"] == pytest.approx(metrics.jaccard_score(true, said, average="macro"))
    assert found["dice"] == pytest.approx(metrics.f1_score(true, said, average="macro"))
    assert found["pixel_accuracy"] == pytest.approx(metrics.accuracy_score(true, said))


def test_pictures() -> None:
    theirs = pytest.importorskip("skimage.metrics")
    measured = Measured(noisy_photographs(), (3, 32, 32), spread=0.4)
    found = measured.meter().compute()
    said = measured.outputs.clamp(0, 1).permute(0, 2, 3, 1).double().numpy()
    pairs = list(zip(true_of(measured) / 255, said, strict=True))
    psnr = [theirs.peak_signal_noise_ratio(true, given, data_range=1) for true, given in pairs]
    ssim = [
        theirs.structural_similarity(
            true,
            given,
            gaussian_weights=True,
            sigma=1.5,
            use_sample_covariance=False,
            data_range=1.0,
            channel_axis=2,
        )
        for true, given in pairs
    ]
    assert found["psnr"] == pytest.approx(np.mean(psnr), rel=1e-5)
    assert found["ssim"] == pytest.approx(np.mean(ssim), rel=1e-4)


def test_equal_pictures_have_a_finite_psnr() -> None:
    measured = Measured(digits_again(), (1, 8, 8))
    measured.outputs = measured.inputs.permute(0, 3, 1, 2).float() / 255
    assert measured.meter().compute()["psnr"] == pytest.approx(100)


def test_the_next_token_where_there_is_one() -> None:
    data = prose()
    tokens = data.document.preprocessing.tokens
    measured = Measured(data, (40, tokens))
    measured.inputs[:, 30:] = 0
    found = measured.meter().compute()
    true = measured.inputs[:, 1:30].flatten().numpy()
    logits = measured.outputs[:, :29].flatten(0, 1).double()
    labels = np.arange(tokens)
    nats = metrics.log_loss(true, logits.softmax(1).numpy(), labels=labels)
    assert found["perplexity"] == pytest.approx(np.exp(nats))
    said = logits.argmax(1).numpy()
    assert found["accuracy"] == pytest.approx(metrics.accuracy_score(true, said))


def test_autoencoding_of_rows() -> None:
    measured = Measured(cells_again(), (30,))
    found = measured.meter().compute()
    seen = measured.objective.inputs(Batch(measured.inputs, None, np.arange(SAMPLES))).numpy()
    r2 = metrics.r2_score(seen.ravel(), measured.outputs.numpy().ravel())
    assert found["r2"] == pytest.approx(r2, rel=1e-5)


@pytest.mark.parametrize(
    ("make", "shape"),
    [
        (lambda: class_table("wine"), (3,)),
        (wine_labels, (3,)),
        (diabetes, (1,)),
        (coins, (2, 50, 50)),
        (noisy_photographs, (3, 32, 32)),
        (cells_again, (30,)),
        (prose, (40, None)),
    ],
    ids=["classes", "labels", "numbers", "masks", "pictures", "rows", "text"],
)
def test_the_sum_of_two_processes_states_is_the_whole(
    make: Callable[[], Prepared], shape: tuple[int, ...]
) -> None:
    data = make()
    if shape[-1] is None:
        shape = (*shape[:-1], data.document.preprocessing.tokens)
    measured = Measured(data, shape)
    first, second = measured.meter(slice(None, 17)), measured.meter(slice(17, None), batch=5)
    for name, gathered in first.state().items():
        gathered += second.state()[name]
    assert first.compute() == pytest.approx(measured.meter().compute(), rel=1e-6)
