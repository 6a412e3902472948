"""The metrics are those of scikit-learn, on real data."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from netwright.interfaces.metrics import (
    ClassCounts,
    FitSums,
    Reliability,
    average_precision,
    confusion_matrix,
    macro,
    psnr,
    roc_auc,
    structural_similarity,
)

metrics = pytest.importorskip("sklearn.metrics")
datasets = pytest.importorskip("sklearn.datasets")


@pytest.fixture(scope="module")
def wine() -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """True classes, and what the nearest value of the last column says."""
    data = datasets.load_wine()
    edges = np.quantile(data.data[:, -1], [0.4, 0.7])
    return data.target.astype(np.int64), np.digitize(data.data[:, -1], edges).astype(np.int64)


def test_class_metrics_are_those_of_scikit_learn(wine) -> None:
    true, said = wine
    counts = ClassCounts.of(true, said, 3)
    expected = metrics.precision_recall_fscore_support(true, said, zero_division=0)
    for got, want in zip(
        (counts.precision(), counts.recall(), counts.f1()), expected, strict=False
    ):
        np.testing.assert_allclose(got, want)
    np.testing.assert_allclose(counts.iou(), metrics.jaccard_score(true, said, average=None))
    assert counts.accuracy == pytest.approx(metrics.accuracy_score(true, said))
    assert macro(counts.f1()) == pytest.approx(metrics.f1_score(true, said, average="macro"))
    np.testing.assert_array_equal(
        confusion_matrix(true, said, 3), metrics.confusion_matrix(true, said)
    )


def test_classes_that_never_occur_have_no_value_and_do_not_count() -> None:
    true, said = np.array([0, 0, 2]), np.array([0, 2, 2])
    counts = ClassCounts.of(true, said, 5)
    np.testing.assert_array_equal(np.isnan(counts.f1()), [False, True, False, True, True])
    assert macro(counts.f1()) == pytest.approx(metrics.f1_score(true, said, average="macro"))
    empty = np.zeros(0, np.int64)
    assert macro(ClassCounts.of(empty, empty, 2).f1()) == 0.0


def test_a_class_that_is_never_said_has_precision_0() -> None:
    counts = ClassCounts.of(np.array([0, 1]), np.array([0, 0]), 2)
    np.testing.assert_array_equal(counts.precision(), [0.5, 0.0])


@pytest.mark.parametrize("digits", [0, 1, 6], ids=["many ties", "some ties", "no ties"])
def test_rank_metrics_are_those_of_scikit_learn(digits: int) -> None:
    data = datasets.load_breast_cancer()
    true, scores = data.target.astype(bool), np.round(data.data[:, 0] / -3, digits)
    assert roc_auc(true, scores) == pytest.approx(metrics.roc_auc_score(true, scores))
    expected = metrics.average_precision_score(true, scores)
    assert average_precision(true, scores) == pytest.approx(expected)


def test_rank_metrics_need_both_kinds_of_sample() -> None:
    scores = np.array([0.1, 0.2])
    assert np.isnan(roc_auc(np.array([True, True]), scores))
    assert np.isnan(average_precision(np.array([False, False]), scores))


def test_regression_metrics_are_those_of_scikit_learn() -> None:
    data = datasets.load_diabetes(scaled=False)
    true = data.data[:, [0, 2]]
    said = true[:, ::-1] * [1.5, 0.5]
    sums = FitSums.of(true, said)
    raw = {"multioutput": "raw_values"}
    np.testing.assert_allclose(sums.mae(), metrics.mean_absolute_error(true, said, **raw))
    np.testing.assert_allclose(sums.rmse(), metrics.root_mean_squared_error(true, said, **raw))
    np.testing.assert_allclose(sums.r2(), metrics.r2_score(true, said, **raw))


def test_a_column_without_spread_is_explained_only_when_exact() -> None:
    true = np.ones((3, 2))
    said = true + np.array([0.0, 0.5])
    np.testing.assert_array_equal(FitSums.of(true, said).r2(), [1.0, 0.0])


def test_picture_metrics_are_those_of_scikit_image() -> None:
    skimage = pytest.importorskip("skimage.metrics")
    data = pytest.importorskip("skimage.data")
    clean = data.astronaut()[100:120, 200:220, 0] / 255
    noisy = np.clip(clean + np.random.default_rng(0).normal(0, 0.1, clean.shape), 0, 1)
    expected = skimage.peak_signal_noise_ratio(clean, noisy, data_range=1)
    pictures = clean[None, :, :, None], noisy[None, :, :, None]
    assert psnr(*pictures) == pytest.approx([expected])
    # Its own way of a Gaussian window goes over the border; the whole windows are the middle.
    _, everywhere = skimage.structural_similarity(
        *(clean, noisy),
        gaussian_weights=True,
        use_sample_covariance=False,
        sigma=1.5,
        data_range=1,
        full=True,
    )
    whole = everywhere[5:-5, 5:-5]
    found = structural_similarity(*pictures)
    assert found == pytest.approx([whole.mean()], rel=1e-6)


def test_equal_pictures_are_as_near_as_can_be() -> None:
    picture = np.random.default_rng(0).random((1, 4, 5, 1))
    assert psnr(picture, picture) == pytest.approx([100])
    assert structural_similarity(picture, picture) == pytest.approx([1])


def test_reliability_is_that_of_scikit_learn() -> None:
    calibration = pytest.importorskip("sklearn.calibration")
    data = datasets.load_breast_cancer()
    right = data.target.astype(bool)
    said = 1 / (1 + np.exp((data.data[:, 0] - 15.003) / 2))
    bins = Reliability.of(said, right, bins=10)
    there = bins.count > 0
    true, mean = calibration.calibration_curve(right, said, n_bins=10)
    np.testing.assert_allclose(bins.right[there] / bins.count[there], true)
    np.testing.assert_allclose(bins.said[there] / bins.count[there], mean)
    error = (np.abs(true - mean) * bins.count[there]).sum() / len(right)
    assert bins.expected_error() == pytest.approx(error)
    halves = Reliability.of(said[:200], right[:200], 10) + Reliability.of(
        said[200:], right[200:], 10
    )
    np.testing.assert_allclose(halves.right, bins.right)


def test_a_certain_answer_is_in_the_last_bin() -> None:
    bins = Reliability.of(np.array([1.0, 0.0]), np.array([True, False]), bins=5)
    assert bins.count.tolist() == [1, 0, 0, 0, 1]
    assert bins.expected_error() == 0
