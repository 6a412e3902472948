"""Arrays are checked the same way for training and for predicting."""

from __future__ import annotations

import numpy as np
import pytest

from netwright.interfaces.arrays import read_array, read_arrays
from netwright.interfaces.documents import ArrayPreprocessing
from netwright.interfaces.errors import DataError

NUMBERS = ArrayPreprocessing(shape=(2, 3))
WHOLE = ArrayPreprocessing(shape=(2,), dtype="int64")


@pytest.mark.parametrize("dtype", ["float64", "float32", "float16", "int8", "bool"])
def test_numbers_of_any_kind_become_float32(dtype: str):
    found = read_array(np.ones((2, 3), dtype), NUMBERS)
    assert found.dtype == np.float32
    np.testing.assert_array_equal(found, np.ones((2, 3)))


def test_lists_are_arrays_too():
    np.testing.assert_array_equal(read_array([[1, 2, 3], [4, 5, 6]], NUMBERS)[1], [4, 5, 6])
    assert read_arrays([[1, 2], [3, 4], [5, 6]], WHOLE).dtype == np.int64


def test_what_fits_already_is_not_copied():
    array = np.ones((4, 2, 3), np.float32)
    assert np.shares_memory(read_arrays(array, NUMBERS), array)


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (np.ones((3, 2)), ["[2, 3], but [3, 2] came", "array.transpose(1, 0)"]),
        (np.ones((9, 2, 3)), ["[9, 2, 3] came", "predictor.predict(arrays)"]),
        (np.ones(5), ["[5] came", "the shape [2, 3]"]),
        (3.0, ["[] came"]),
        ([[1, 2], [3]], ["lists of different lengths"]),
        (np.full((2, 3), "x"), ["expected numbers", "astype('float32')"]),
        (np.full((2, 3), None), ["expected numbers", "object"]),
        (np.full((2, 3), 1e300), ["finite", "1e+300"]),
        ([[1, 2, 3], [4, 5, np.nan]], ["at: [1, 2]", "nan_to_num"]),
    ],
)
def test_an_array_that_does_not_fit_is_told_with_a_fix(value: object, words: list[str]):
    with pytest.raises(DataError) as told:
        read_array(value, NUMBERS)
    assert all(word in str(told.value) for word in words), told.value


def test_fractions_are_no_whole_numbers():
    with pytest.raises(DataError, match="whole numbers, but an array of float64") as told:
        read_array([1.5, 2], WHOLE)
    assert told.value.fix == "array.astype('int64')."
