from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from netwright.inference.given_inputs import given_inputs
from netwright.inference.model_file import read_model_file
from netwright.inference.random_inputs import random_inputs
from netwright.interfaces.documents.preprocessing import (
    AnyPreprocessing,
    ArrayPreprocessing,
    CategoryColumn,
    ImagePreprocessing,
    NumberColumn,
    TablePreprocessing,
    TextPreprocessing,
)
from netwright.interfaces.errors import DataError

KINDS = [
    ImagePreprocessing(mode="RGB", height=4, width=6, mean=(0, 0, 0), std=(1, 1, 1)),
    TablePreprocessing(
        columns=(
            NumberColumn(name="rooms", fill=3, mean=1000, std=2),
            CategoryColumn(name="town", values=("Rome", "Oslo")),
        )
    ),
    ArrayPreprocessing(shape=(2, 5), mean=(0, 100), std=(1, 1)),
    ArrayPreprocessing(shape=(3,), dtype="int64"),
    TextPreprocessing(vocabulary=("a", "b"), length=9),
    TextPreprocessing(unit="byte", length=9),
]


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.kind)
def test_random_inputs_are_of_the_models_shape_and_type(kind: AnyPreprocessing) -> None:
    inputs = random_inputs(kind, 7)
    assert inputs.shape == (7, *kind.raw_shape)
    assert inputs.dtype == kind.raw_dtype
    assert len(np.unique(inputs)) > 1


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.kind)
def test_the_same_seed_gives_the_same_inputs(kind: AnyPreprocessing) -> None:
    first = random_inputs(kind, 3)
    assert np.array_equal(first, random_inputs(kind, 3, seed=0))
    assert not np.array_equal(first, random_inputs(kind, 3, seed=1))


def test_random_numbers_are_spread_as_the_training_samples_were() -> None:
    rows = random_inputs(KINDS[1], 200)
    assert abs(rows[:, 0].mean() - 1000) < 1
    assert set(rows[:, 1]) == {0, 1}
    arrays = random_inputs(KINDS[2], 200)
    assert np.allclose(arrays.mean(axis=(0, 2)), (0, 100), atol=0.5)


def test_random_tokens_are_those_that_the_model_knows() -> None:
    assert set(random_inputs(KINDS[4], 50).ravel()) == {0, 1, 2}
    assert random_inputs(KINDS[5], 200).max() == 256


def test_inputs_are_read_from_a_folder_as_far_as_they_are_wanted(
    model_path: Path, save_image: Callable[..., Path]
) -> None:
    for number in range(3):
        save_image(f"photos/{number}.png", seed=number)
    model = read_model_file(model_path).model
    assert given_inputs(model, model_path.parent / "photos", 2).shape == (2, 12, 14, 1)
    assert given_inputs(model, model_path.parent / "photos", 9).shape == (3, 12, 14, 1)


def test_a_folder_without_inputs_is_told(model_path: Path, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    with pytest.raises(DataError, match="the folder holds no image"):
        given_inputs(read_model_file(model_path).model, tmp_path / "empty", 2)
