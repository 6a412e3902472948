"""Any number of samples in bounded memory, in batches that suit the model."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image

from netwright.inference import Predictor, find_images
from netwright.inference.batch_size import automatic_batch_size
from netwright.inference.signature import Signature, Tensor
from netwright.interfaces.documents import (
    ArrayPreprocessing,
    CategoryColumn,
    NumberColumn,
    Regression,
    TablePreprocessing,
)
from netwright.interfaces.errors import DataError, UsageError

Build = Callable[..., Path]
CPU, CUDA = ("CPUExecutionProvider",), ("CUDAExecutionProvider", "CPUExecutionProvider")

# Pictures of 1 MB each pass through; held together, the longer stream would be 970 MB.
_LONG_STREAM = """
import json, resource, sys
import numpy as np
from netwright.inference import Predictor, find_images

predictor = Predictor(sys.argv[1], threads=1)
picture = np.random.default_rng(0).integers(0, 256, (600, 600, 3), np.uint8)

def camera(count):
    for number in range(count):
        yield np.roll(picture, number)

def peak(count):
    for answer in predictor.predict(camera(count)):
        assert answer.label
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss

print(json.dumps([peak(300), peak(900)]))
"""


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere the peak has another unit")
def test_a_long_stream_takes_no_more_memory_than_a_short_one(model_path: Path) -> None:
    ran = subprocess.run(
        [sys.executable, "-c", _LONG_STREAM, str(model_path)], capture_output=True, check=True
    )
    short, long = json.loads(ran.stdout)
    assert long - short < 20_000  # kB; the 600 pictures in between are 650 MB


def test_a_folder_of_photographs_is_a_stream(model_path: Path, save_image: Build) -> None:
    paths = [str(save_image(f"photos/{number:03}.png", seed=number)) for number in range(40)]
    predictor = Predictor(model_path)
    answers = predictor.predict(find_images(Path(paths[0]).parent), batch_size=7)
    assert [answer.path for answer in answers] == paths


def signature(taken: tuple[int, ...], given: tuple[int, ...]) -> Signature:
    return Signature(Tensor("x", "", taken), Tensor("y", "", given))


@pytest.mark.parametrize(
    ("taken", "given", "on_cpu", "on_cuda"),
    [
        ((8, 8, 1), (10,), 256, 256),
        ((4,), (3,), 256, 256),
        ((48, 48, 1), (2, 48, 48), 75, 256),
        ((224, 224, 3), (1000,), 3, 55),
        ((512, 512, 3), (21, 512, 512), 1, 1),
        ((16384, 16384, 3), (10,), 1, 1),
    ],
)
def test_batches_are_as_large_as_the_samples_allow(
    taken: tuple[int, ...], given: tuple[int, ...], on_cpu: int, on_cuda: int
) -> None:
    assert automatic_batch_size(signature(taken, given), CPU) == on_cpu
    assert automatic_batch_size(signature(taken, given), CUDA) == on_cuda


def test_the_batch_size_of_a_predictor_is_what_it_takes_by_itself(model_path: Path) -> None:
    predictor = Predictor(model_path)
    assert predictor.batch_size == 256
    taken = 0

    def stream() -> Any:
        nonlocal taken
        while True:
            taken += 1
            yield np.zeros((12, 14), np.uint8)

    next(predictor.predict(stream()))
    assert taken == 256


@pytest.fixture
def rows(task_model: Build) -> Predictor:
    """Gives back the number of a row, which has a category as well."""
    columns = (
        NumberColumn(name="a", fill=0, mean=0, std=1),
        CategoryColumn(name="b", values=("1", "2")),
    )
    nodes = [
        ("Gather", ["x", "first"], "values", {"axis": 1}),
    ]
    target = Regression(columns=("a",), mean=(0,), std=(1,))
    first = {"first": np.array([0], np.int64)}
    preprocessing = TablePreprocessing(columns=columns)
    return Predictor(task_model(target, preprocessing, "values", (1,), nodes, first))


def test_an_array_of_rows_is_read_by_its_columns(rows: Predictor) -> None:
    table = np.array([[1.5, 1], [2.5, 2], [3.5, 7]])
    expected = [1.5, 2.5, 3.5]
    assert [answer.values["a"] for answer in rows.predict(table)] == expected
    assert [answer.values["a"] for answer in rows.predict(table.tolist())] == expected
    assert [rows(row).values["a"] for row in table] == expected


def test_one_bad_row_of_an_array_is_told_by_its_number(rows: Predictor) -> None:
    table = np.array([["1", "1"], ["x", "2"], ["3", "1"]])
    heard: list[DataError] = []
    for size in (1, 256):
        answers = rows.predict(
            table, batch_size=size, on_error=lambda row, error: heard.append(error)
        )
        assert [answer.values["a"] for answer in answers] == [1.0, 3.0]
    assert [error.places for error in heard] == [{"row": "2", "column": "a"}] * 2
    with pytest.raises(DataError, match="expected 2 cells, but 3 came"):
        list(rows.predict(np.zeros((2, 3))))


@pytest.fixture
def arrays(task_model: Build) -> Predictor:
    nodes = [("ReduceSum", ["x", "axes"], "values", {"keepdims": 1})]
    target = Regression(columns=("s",), mean=(0,), std=(1,))
    axes = {"axes": np.array([1], np.int64)}
    return Predictor(
        task_model(target, ArrayPreprocessing(shape=(3,)), "values", (1,), nodes, axes)
    )


def test_one_bad_array_among_others_is_told_and_left_out(arrays: Predictor) -> None:
    samples = np.array([[1, 2, 3], [np.nan, 0, 0], [4, 5, 6]], np.float32)
    heard: list[DataError] = []
    answers = list(arrays.predict(samples, on_error=lambda array, error: heard.append(error)))
    assert [answer.values["s"] for answer in answers] == [6.0, 15.0]
    assert "expected finite numbers" in heard[0].message


@pytest.mark.parametrize("dtype", [np.float64, np.int32, np.uint8, np.float16])
def test_arrays_of_other_numbers_give_the_same(arrays: Predictor, dtype: type) -> None:
    samples = np.array([[1, 2, 3], [4, 5, 6]], dtype)
    assert [answer.values["s"] for answer in arrays.predict(samples)] == [6.0, 15.0]
    assert arrays(samples[0]).values["s"] == 6.0


@pytest.mark.parametrize("samples", [7, None, np.float32(3), np.array(3.0)])
def test_what_is_no_series_of_samples_is_refused_at_once(
    model_path: Path, arrays: Predictor, samples: Any
) -> None:
    for predictor in (arrays, Predictor(model_path)):
        with pytest.raises(UsageError, match="expected several"):
            predictor.predict(samples)


def test_an_array_of_images_of_another_size_is_read_one_by_one(model_path: Path) -> None:
    predictor = Predictor(model_path)
    images = np.random.default_rng(0).integers(0, 256, (5, 30, 20, 3), np.uint8)
    expected = [predictor(Image.fromarray(image)).probability for image in images]
    found = [answer.probability for answer in predictor.predict(images, batch_size=2)]
    assert found == pytest.approx(expected, abs=1e-6)
