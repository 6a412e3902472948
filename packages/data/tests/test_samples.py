"""Samples keep the contract of `netwright.interfaces.testing`, from the disk and from memory."""

from __future__ import annotations

import os
import pickle

import numpy as np
import pytest

from netwright.data import MappedRows, Samples, load, row_file
from netwright.interfaces.errors import DataError
from netwright.interfaces.testing.samples import SamplesContract


class TestSamplesFromFiles(SamplesContract):
    @pytest.fixture
    def samples(self, prepared_digits):
        return prepared_digits.train

    @pytest.fixture
    def samples_again(self, prepared_digits, tmp_path):
        return load(prepared_digits.document, cache=tmp_path).train


class TestSamplesInMemory(SamplesContract):
    @pytest.fixture
    def samples(self):
        images = np.random.default_rng(0).integers(0, 256, (5, 4, 6, 3), dtype=np.uint8)
        return Samples(images, np.array([0, 1, 1, 0, 1]), tuple("abcde"))


def test_samples_of_unequal_numbers_are_refused():
    with pytest.raises(ValueError, match="1 targets and 2 names do not make samples"):
        Samples(np.zeros((2, 1, 1, 1), np.uint8), np.zeros(1, np.int64), ("a", "b"))


def test_the_callers_own_array_stays_writable():
    labels = np.array([0, 1])
    Samples(np.zeros((2, 1, 1, 1), np.uint8), labels, ("a", "b"))
    labels[0] = 1


def test_an_item_without_a_target_is_its_input_alone():
    samples = Samples(np.arange(6, dtype=np.float32).reshape(2, 3), None, ("a", "b"))
    np.testing.assert_array_equal(samples[1], [3, 4, 5])


def test_a_target_of_several_numbers_is_an_array():
    targets = np.array([[1, 2], [3, 4]], np.float32)
    _, target = Samples(np.zeros((2, 3), np.float32), targets, ("a", "b"))[1]
    np.testing.assert_array_equal(target, [3, 4])


@pytest.mark.parametrize("rows", [[3, 4, 5, 6], [6, 1, 4, 2]])
@pytest.mark.parametrize(
    "index",
    [0, -1, slice(None), slice(1, 3), slice(None, None, -1), [2, 0], (1, 0), (slice(2), 1, ..., 0)],
)
def test_mapped_images_index_like_numpy(tmp_path, rows, index):
    array = np.random.default_rng(0).integers(0, 256, (9, 4, 6, 3), dtype=np.uint8)
    np.save(tmp_path / "rows.npy", array)
    mapped = MappedRows(tmp_path / "rows.npy", np.array(rows))
    expected = array[rows][index]
    np.testing.assert_array_equal(mapped[index], expected)
    mapped[index][...] = 0  # It is a copy, which one may write to.
    np.testing.assert_array_equal(mapped[index], expected)


@pytest.fixture
def read_not_mapped(monkeypatch):
    """As with a file that is too large to be mapped."""
    monkeypatch.setattr(row_file, "_MAPPED_UP_TO", 0)


@pytest.mark.parametrize("rows", [[0], [], [5, 6, 7], [8, 0, 1, 2, 2, 3, 7]])
@pytest.mark.parametrize("can_read_at", [True, False])
def test_rows_of_a_large_file_are_its_rows(
    tmp_path, monkeypatch, read_not_mapped, rows, can_read_at
):
    if not can_read_at:  # As on Windows.
        monkeypatch.delattr(os, "preadv", raising=False)
    array = np.random.default_rng(0).integers(0, 256, (9, 4, 6, 3), dtype=np.uint8)
    np.save(tmp_path / "images.npy", array)
    mapped = MappedRows(tmp_path / "images.npy", np.arange(9))
    np.testing.assert_array_equal(mapped[np.array(rows, int)], array[np.array(rows, int)])


def test_a_file_that_is_cut_short_is_one_clear_error(tmp_path, read_not_mapped):
    path = tmp_path / "images.npy"
    np.save(path, np.zeros((9, 4, 6, 3), np.uint8))
    mapped = MappedRows(path, np.arange(9))
    os.truncate(path, 300)
    with pytest.raises(DataError, match="the cached images are cut short") as caught:
        mapped[:]
    assert caught.value.places["file"] == str(path)


def test_no_pixels_travel_to_worker_processes(tmp_path):
    np.save(tmp_path / "rows.npy", np.zeros((1000, 32, 32, 3), np.uint8))
    mapped = MappedRows(tmp_path / "rows.npy", np.arange(1000))
    assert len(pickle.dumps(mapped)) < 20_000
    assert "shape=[1000, 32, 32, 3]" in repr(mapped)
