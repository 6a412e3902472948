"""What a network takes is made of what is read, the same on every device and in ONNX."""

from __future__ import annotations

import numpy as np
import pytest
import torch
from real_data import diabetes, digit_arrays, prose

from netwright.interfaces.documents import (
    ArrayPreprocessing,
    CategoryColumn,
    NumberColumn,
    TablePreprocessing,
)
from netwright.training.preprocess import input_name, preprocessor_for
from netwright.training.readouts.numbers import inputs_again

NAN = float("nan")


def test_rows_have_no_gaps_and_a_value_a_word() -> None:
    preprocessing = TablePreprocessing(
        columns=(
            CategoryColumn(name="colour", values=("red", "green", "blue")),
            NumberColumn(name="age", fill=30, mean=40, std=10),
        )
    )
    rows = torch.tensor([[0.0, 50.0], [2.0, NAN], [NAN, 40.0], [7.0, 20.0]])
    expected = [[1, 0, 0, 1], [0, 0, 1, -1], [0, 0, 0, 0], [0, 0, 0, -2]]
    got = preprocessor_for(preprocessing)(rows)
    assert got.dtype == torch.float32
    assert got.tolist() == expected


def test_numbers_far_from_0_keep_their_differences() -> None:
    column = NumberColumn(name="seconds", fill=0, mean=1.6e7, std=2.0)
    rows = torch.tensor([[16000000.0], [16000002.0]])
    got = preprocessor_for(TablePreprocessing(columns=(column,)))(rows)
    assert got.tolist() == [[0.0], [1.0]]


def test_a_real_table_is_as_wide_as_its_document_says() -> None:
    data = diabetes()
    got = preprocessor_for(data.document.preprocessing)(torch.tensor(data.train.inputs))
    assert got.shape[1:] == data.document.preprocessing.shape == (11,)
    assert got.isfinite().all()
    assert np.isnan(data.train.inputs).any()


@pytest.mark.parametrize("std", [(2.0,), (1.0, 2.0, 4.0)])
def test_arrays_are_scaled_by_all_or_by_channel_and_come_back(std: tuple[float, ...]) -> None:
    preprocessing = ArrayPreprocessing(shape=(3, 2, 2), mean=(1.0,) * len(std), std=std)
    raw = torch.arange(24.0).view(2, 3, 2, 2)
    got = preprocessor_for(preprocessing)(raw)
    scale = torch.tensor(std).view(1, -1, 1, 1)
    torch.testing.assert_close(got, (raw - 1) / scale)
    torch.testing.assert_close(inputs_again(preprocessing)(got)[0], raw)


def test_tokens_and_whole_numbers_are_left_as_they_are() -> None:
    for preprocessing in (
        prose().document.preprocessing,
        ArrayPreprocessing(shape=(4,), dtype="int64"),
    ):
        raw = torch.tensor([[1, 2, 3, 0]])
        assert preprocessor_for(preprocessing)(raw).equal(raw)


def test_inputs_are_named_by_what_they_hold() -> None:
    made = (diabetes(), digit_arrays(64), prose())
    names = [input_name(data.document.preprocessing) for data in made]
    assert names == ["rows", "arrays", "tokens"]
