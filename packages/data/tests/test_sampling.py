"""Rare classes: as often as others, by weights that scikit-learn gives too."""

from __future__ import annotations

import numpy as np
import pytest
from sklearn.utils.class_weight import compute_class_weight

from netwright.data.sampling import balanced_weights, occurrences, weighted_order


@pytest.mark.parametrize("counts", [[3, 1], [100, 5, 1, 40], [7]])
def test_balanced_weights_are_scikit_learns(counts):
    labels = np.repeat(np.arange(len(counts)), counts)
    expected = compute_class_weight("balanced", classes=np.unique(labels), y=labels)
    np.testing.assert_allclose(balanced_weights(np.array(counts)), expected)


def test_a_class_without_samples_weighs_nothing_and_changes_no_other():
    np.testing.assert_allclose(balanced_weights(np.array([3, 0, 1])), [2 / 3, 0, 2])


def test_samples_are_drawn_as_often_as_they_weigh():
    labels = np.repeat([0, 1], [1000, 50])
    weights = balanced_weights(np.bincount(labels))[labels]
    drawn = np.concatenate([weighted_order(weights, 3, epoch) for epoch in range(20)])
    assert abs((labels[drawn] == 1).mean() - 0.5) < 0.02
    # Within a class none is preferred: each of 50 is drawn about 210 times.
    counts = np.bincount(drawn, minlength=1050)[1000:]
    assert 150 < counts.min() <= counts.max() < 270


def test_a_sample_of_weight_zero_is_never_drawn():
    for weights in ([0.0, 1.0, 0.0, 2.0, 0.0], [1e-300, 0.0, 0.0, 0.0, 0.0]):
        drawn = {
            int(n) for epoch in range(200) for n in weighted_order(np.array(weights), 0, epoch)
        }
        assert drawn == set(np.flatnonzero(weights))


def test_the_order_is_what_it_was_when_this_test_was_written():
    found = [weighted_order(np.arange(12) / 12, 5, epoch).tolist() for epoch in (1, 2)]
    assert found == [
        [10, 8, 10, 10, 8, 8, 5, 3, 8, 11, 11, 11],
        [6, 8, 9, 10, 3, 8, 5, 4, 6, 4, 8, 8],
    ]


def test_how_often_a_sample_came_before_is_counted():
    order = np.array([4, 1, 4, 4, 0, 1])
    assert occurrences(order).tolist() == [0, 0, 1, 2, 0, 1]
    assert occurrences(np.arange(5)).tolist() == [0] * 5
