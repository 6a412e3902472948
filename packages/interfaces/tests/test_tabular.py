"""Rows of a table are read by the same functions for training and for predicting."""

from __future__ import annotations

import numpy as np
import pytest

from netwright.interfaces.documents import CategoryColumn, NumberColumn, TablePreprocessing
from netwright.interfaces.errors import DataError, UsageError
from netwright.interfaces.tabular import (
    GAPS,
    delimiter_of,
    read_columns,
    read_numbers,
    read_rows,
    read_words,
)

AGE = NumberColumn(name="age", fill=30, mean=30, std=10)
HUE = CategoryColumn(name="hue", values=("red", "green", "3"))
TABLE = TablePreprocessing(columns=(AGE, HUE))
NAN = np.nan


def test_numbers_and_words_become_float32_with_nan_in_the_gaps():
    columns = {
        "hue": ["green", "?", " red ", "blue", 3.0],
        "age": ["1", " -2.5e1 ", "", None, 4],
        "name": ["not", "looked", "at", "at", "all"],
    }
    rows = read_columns(columns, TABLE)
    assert rows.dtype == np.float32
    np.testing.assert_array_equal(rows, [[1, 1], [-25, NAN], [NAN, 0], [NAN, NAN], [4, 2]])


@pytest.mark.parametrize("gap", sorted(GAPS))
def test_every_word_for_nothing_is_a_gap(gap: str):
    np.testing.assert_array_equal(read_columns({"age": [gap], "hue": [gap]}, TABLE), [[NAN, NAN]])


def test_rows_read_as_columns_do_whatever_holds_them():
    expected = [[1, 1], [2, 0]]
    for rows in (
        [{"hue": "green", "age": "1", "other": 0}, {"age": 2, "hue": "red"}],
        [["1", "green"], (2, "red")],
        np.array([[1, "green"], [2, "red"]], object),
    ):
        np.testing.assert_array_equal(read_rows(rows, TABLE), expected)
    assert read_rows([], TABLE).shape == (0, 2)


def test_a_numpy_column_of_any_kind_is_a_column():
    for cells in (np.array([1, 2]), np.array(["1", "2"]), np.array([1.0, "2"], object)):
        np.testing.assert_array_equal(read_numbers(cells, "age"), [1, 2])
    assert read_words(np.array([1.0, 2.5, NAN])) == ["1", "2.5", None]
    assert read_words(np.array([3, 4])) == ["3", "4"]


def test_text_in_a_number_column_is_told_with_its_row():
    ages = ["7"] * 7000
    ages[6999] = "seven"
    with pytest.raises(DataError) as told:
        read_columns({"age": ages, "hue": ages}, TABLE)
    assert str(told.value) == (
        "expected a number, but 'seven' came.\n"
        "  row: 7000\n"
        "  column: age\n"
        "  fix: write a number, or leave the cell empty."
    )


def test_rows_are_numbered_from_where_the_caller_says():
    with pytest.raises(DataError) as told:
        read_numbers(["1", "x"], "age", first_row=500)
    assert told.value.places["row"] == "501"


@pytest.mark.parametrize(
    ("cell", "words"),
    [("3,5", "write 3.5: a point"), ("inf", "'inf' came"), ("1e60", "'1e60' came"), ([1], "[1]")],
)
def test_what_is_no_number_is_told_with_a_fix(cell: object, words: str):
    with pytest.raises(DataError) as told:
        read_numbers(["1", cell], "age")
    assert words in str(told.value)


def test_a_missing_column_names_the_nearest():
    for read in (
        lambda: read_columns({"hue": ["red"], "Agee": [1]}, TABLE),
        lambda: read_rows([{"hue": "red", "Agee": 1}], TABLE),
    ):
        with pytest.raises(DataError) as told:
            read()
        assert told.value.message == "the column 'age' is missing."
        assert "did you mean 'Agee'?" in told.value.fix


def test_a_row_of_another_length_is_told():
    with pytest.raises(DataError) as told:
        read_rows([[1, "red"], [1]], TABLE)
    assert told.value.message == "expected 2 cells, but 1 came."
    assert told.value.places == {"row": "2"}
    assert told.value.fix == "give one for each of: age, hue."


def test_what_is_no_row_is_a_usage_error():
    with pytest.raises(UsageError, match="a str came") as told:
        read_rows(["age"], TABLE)
    assert 'frame.to_dict("records")' in told.value.fix


@pytest.mark.parametrize(
    ("head", "delimiter"),
    [
        ("a,b;c,d", ","),
        ("a;b;c", ";"),
        ("a\tb", "\t"),
        ("a|b|c", "|"),
        ("a", ","),
        ('"a;b;c",d', ","),
    ],
)
def test_the_head_line_tells_what_stands_between_cells(head, delimiter):
    assert delimiter_of(head) == delimiter
