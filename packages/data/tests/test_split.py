"""The drawn split: the same everywhere, and the same share of every class."""

from __future__ import annotations

import numpy as np
import pytest
from sklearn.model_selection import StratifiedShuffleSplit

from netwright.data import digits, prepare
from netwright.data.split_drawing import stratified


def test_the_same_seed_gives_the_same_split_and_another_seed_another(folder_of):
    root = folder_of({"cat": 20, "dog": 30})
    first, again, other = (prepare(root, seed=seed) for seed in (5, 5, 6))
    assert first.val.names == again.val.names
    assert first.train.names == again.train.names
    assert first.val.names != other.val.names


def test_a_split_is_what_it_was_when_this_test_was_written():
    # A model's provenance names seed and files; the split must follow from them for good.
    chosen = stratified(np.array([0, 1] * 10), 0.3, seed=7)
    assert np.flatnonzero(chosen).tolist() == [3, 4, 6, 11, 12, 13]


def test_no_sample_is_on_both_sides_or_lost(folder_of):
    data = prepare(folder_of({"cat": 20, "dog": 30}))
    assert not set(data.train.names) & set(data.val.names)
    assert len(set(data.train.names) | set(data.val.names)) == 50


@pytest.mark.parametrize("fraction", [0.1, 0.2, 0.25, 0.5])
def test_class_counts_agree_with_scikit_learn(fraction):
    labels = digits()[1]
    chosen = stratified(labels, fraction, seed=0)
    _, theirs = next(StratifiedShuffleSplit(1, test_size=fraction).split(labels, labels))
    difference = np.bincount(labels[chosen]) - np.bincount(labels[theirs])
    assert np.abs(difference).max() <= 1


@pytest.mark.parametrize("fraction", [0.001, 0.999])
@pytest.mark.parametrize("count", [2, 3, 50])
def test_every_class_is_on_both_sides(fraction, count):
    labels = np.repeat([0, 1, 2], [count, 2, 7])
    chosen = stratified(labels, fraction, seed=1)
    assert set(labels[chosen]) == set(labels[~chosen]) == {0, 1, 2}


def test_skipped_images_leave_the_shares_alone(folder_of):
    root = folder_of({"cat": 10, "dog": 10})
    for number in range(10):
        (root / "cat" / f"bad-{number}.png").write_text("text")
    data = prepare(root, skip_bad=True, val_fraction=0.2)
    assert np.bincount(data.val.targets).tolist() == [2, 2]
