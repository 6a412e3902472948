"""Groups, times and folds: beside scikit-learn's, and with results that never change."""

from __future__ import annotations

import time

import numpy as np
import pytest
from sklearn.model_selection import GroupKFold, StratifiedGroupKFold, StratifiedKFold

from netwright.data import digits
from netwright.data.split_drawing import folds, random, stratified
from netwright.data.split_groups import group_folds, grouped
from netwright.data.split_times import latest
from netwright.interfaces.errors import DataError


def people(count=2000, number=60, seed=0):
    """Groups of uneven sizes, as of patients or of cameras."""
    draws = np.random.default_rng(seed).geometric(0.05, count) % number
    return np.array([f"person {draw}" for draw in draws], object)


def chosen_rows(chosen):
    return np.flatnonzero(chosen).tolist()


def test_splits_are_what_they_were_when_this_test_was_written():
    # A model's provenance names seed and data; the split must follow from them for good.
    groups = np.array([*"aabbbcdddeefghhhij"], object)
    labels = np.repeat([0, 1], 9)
    assert chosen_rows(random(12, 0.3, seed=7)) == [3, 4, 6, 11]
    assert chosen_rows(stratified(labels, 0.3, seed=7)) == [3, 4, 6, 10, 11, 12]
    assert chosen_rows(grouped(groups, None, 0.3, seed=7)) == [6, 7, 8, 9, 10, 12]
    assert chosen_rows(grouped(groups, labels, 0.3, seed=7)) == [6, 7, 8, 9, 10, 12]
    for labels_given, by_groups, dealt in (
        (None, False, "112110021120202020"),
        (labels, False, "021121002121002021"),
        (None, True, "112220000002211112"),
        (labels, True, "112221000002211102"),
    ):
        found = (
            group_folds(groups, labels_given, 3, seed=7)
            if by_groups
            else folds(18, labels_given, 3, seed=7)
        )
        assert "".join(map(str, found.tolist())) == dealt


@pytest.mark.parametrize("fraction", [0.05, 0.2, 0.5, 0.8])
@pytest.mark.parametrize("seed", range(5))
def test_no_group_is_on_both_sides_and_the_share_is_near(fraction, seed):
    groups = people()
    chosen = grouped(groups, None, fraction, seed)
    assert not set(groups[chosen]) & set(groups[~chosen])
    largest = max(np.unique(groups.astype(str), return_counts=True)[1])
    assert abs(chosen.mean() - fraction) <= largest / len(groups) / 2


def test_groups_of_one_class_each_keep_the_classes_shares():
    labels = digits()[1]
    groups = labels * 1000 + np.arange(len(labels)) // 20  # About 90 groups a class.
    chosen = grouped(groups, labels, 0.2, seed=0)
    shares = np.bincount(labels[chosen]) / np.bincount(labels)
    assert np.abs(shares - 0.2).max() < 0.01


@pytest.mark.parametrize("sizes", [(90, 10), (10, 90), (50, 50), (1, 1), (97, 1, 1, 1)])
@pytest.mark.parametrize("seed", range(4))
def test_both_sides_have_a_group_and_a_large_one_is_not_for_validation(sizes, seed):
    groups = np.repeat(np.arange(len(sizes)), sizes)
    chosen = grouped(groups, None, 0.2, seed)
    assert 0 < chosen.sum() <= max(50, len(groups) // 2)


def test_one_group_alone_is_for_training():
    assert not grouped(np.zeros(10, int), None, 0.2, 0).any()


def test_numbers_texts_and_dates_may_be_groups_and_gaps_are_one():
    words = np.array(["b", None, "a", None, "b"], object)
    for groups in (words, np.array([1, np.nan, 0, np.nan, 1])):
        of = group_folds(groups, None, 3, 0)
        assert of[1] == of[3]
        assert of[0] == of[4]
        assert len(set(of.tolist())) == 3
    days = np.array(["2024-01-01", "2024-01-02", "2024-01-01"], "datetime64[us]")
    assert len(set(group_folds(days, None, 2, 0)[[0, 2]].tolist())) == 1


@pytest.mark.parametrize("number", [2, 3, 5, 10])
@pytest.mark.parametrize("count", [10, 11, 97])
def test_folds_hold_every_sample_once_and_differ_by_one(count, number):
    sizes = np.bincount(folds(count, None, number, seed=1), minlength=number)
    assert sizes.sum() == count
    assert np.ptp(sizes) <= 1


@pytest.mark.parametrize("number", [2, 5, 10])
def test_stratified_folds_are_as_even_as_scikit_learns(number):
    labels = digits()[1]
    ours = folds(len(labels), labels, number, seed=0)
    theirs = np.empty_like(ours)
    for fold, (_, rows) in enumerate(StratifiedKFold(number).split(labels, labels)):
        theirs[rows] = fold
    for of in (ours, theirs):
        counts = np.array([np.bincount(labels[of == fold], minlength=10) for fold in range(number)])
        assert np.ptp(counts, axis=0).max() <= 1
    assert np.ptp(np.bincount(ours)) <= 1


@pytest.mark.parametrize("number", [2, 5, 10])
def test_folds_of_groups_are_as_even_as_scikit_learns(number):
    groups = people()
    ours = group_folds(groups, None, number, seed=0)
    theirs = np.empty_like(ours)
    for fold, (_, rows) in enumerate(GroupKFold(number).split(groups, groups=groups)):
        theirs[rows] = fold
    assert all(len(set(ours[groups == group].tolist())) == 1 for group in set(groups))
    assert sorted(np.bincount(ours)) == sorted(np.bincount(theirs))


def test_folds_of_groups_with_classes_are_about_as_even_as_scikit_learns():
    labels, groups = digits()[1], people(1797)
    ours = group_folds(groups, labels, 5, seed=0)
    theirs = np.empty_like(ours)
    splits = StratifiedGroupKFold(5).split(labels, labels, groups)
    for fold, (_, rows) in enumerate(splits):
        theirs[rows] = fold
    assert all(len(set(ours[groups == group].tolist())) == 1 for group in set(groups))
    uneven = []
    for of in (ours, theirs):
        counts = np.array([np.bincount(labels[of == fold], minlength=10) for fold in range(5)])
        uneven.append(counts.std(0).mean())
    assert uneven[0] <= 1.1 * uneven[1]


def test_the_latest_are_for_validation():
    times = np.random.default_rng(0).permutation(100).astype(float)
    chosen = latest(times, 0.2, "t", np.arange(100))
    assert sorted(times[chosen].tolist()) == [*range(80, 100)]


@pytest.mark.parametrize(
    ("times", "fraction", "latest_ones"),
    [
        ([0, 0, 0, 0, 1, 1, 1, 1, 1, 1], 0.2, 6),
        ([0, 0, 0, 0, 0, 0, 0, 0, 0, 1], 0.2, 1),
        ([0, 1, 1, 1, 1, 1, 1, 1, 1, 2], 0.2, 1),
        ([0, 1, 1, 1, 1, 1, 1, 1, 1, 2], 0.6, 9),
        ([3, 3, 3, 3], 0.5, 0),
    ],
)
def test_samples_of_one_moment_stay_together(times, fraction, latest_ones):
    times = np.array(times, float)
    chosen = latest(times, fraction, "t", np.arange(len(times)))
    assert chosen.sum() == latest_ones
    assert not set(times[chosen]) & set(times[~chosen])


@pytest.mark.parametrize(
    "texts",
    [
        ["2023-12-31", "2024-01-01", "2024-01-02T00:00:00+00:00"],
        ["2024-01-01T10:00:00Z", "2024-01-01T11:30:00+01:00", "2024-01-01T11:00:00Z"],
        ["9", "10", "11.5"],
    ],
)
def test_texts_of_times_go_by_what_they_mean(texts):
    order = np.array([2, 0, 1])
    chosen = latest(np.array(texts, object)[order], 0.34, "t", order)
    assert chosen.tolist() == [True, False, False]


def test_a_gap_among_times_is_told_with_its_row():
    for gap in (np.array([1.0, np.nan]), np.array(["2024-01-01", None], object)):
        with pytest.raises(DataError) as caught:
            latest(gap, 0.5, "day", np.array([4, 7]))
        assert caught.value.render() == (
            "DataError: the split goes by time, and expected a number or a date such as "
            "2024-05-31, but nothing came.\n"
            "  column: day\n"
            "  row: 8\n"
            "  fix: correct it, or split by another column."
        )


def test_a_million_samples_are_split_in_seconds():
    count = 1_000_000
    draw = np.random.default_rng(0)
    labels, groups = draw.integers(0, 1000, count), draw.integers(0, 10_000, count)
    start = time.process_time()
    stratified(labels, 0.2, 0)
    folds(count, labels, 5, 0)
    grouped(groups, labels, 0.2, 0)
    group_folds(groups, labels, 5, 0)
    latest(groups, 0.2, "t", np.arange(count))
    assert time.process_time() - start < 15  # About 2.5; a loop over samples takes minutes.
