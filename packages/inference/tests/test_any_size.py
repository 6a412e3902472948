"""Models that take pictures of any size: read as they are, and answered at their own size."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import pytest
from onnx import TensorProto, helper
from PIL import Image

from netwright.inference import Predictor
from netwright.interfaces.documents import (
    METADATA_KEY,
    AnySize,
    ImagePreprocessing,
    ImageToImage,
    Model,
    Segmentation,
)
from netwright.interfaces.errors import ModelError

Build = Callable[..., Path]
READING = ImagePreprocessing(mode="L", height=4, width=6, mean=(0.5,), std=(0.5,))
SHARES = [
    ("Cast", ["x"], "floats", {"to": TensorProto.FLOAT}),
    ("Div", ["floats", "full"], "shares", {}),
]
WEIGHTS = {"full": np.float32(255), "one": np.float32(1)}
DARK, BRIGHT = 10, 250


def freed(path: Path, any_size: AnySize, sides: tuple[int, int]) -> Path:
    """The model at `path`, said to take pictures of any size; `sides` are its output's."""
    graph = onnx.load(path)
    model = Model.from_json(graph.metadata_props[0].value)
    said = model.model_copy(update={"any_size": any_size})
    helper.set_model_props(graph, {METADATA_KEY: said.to_json()})
    for value, axes in ((graph.graph.input[0], (1, 2)), (graph.graph.output[0], sides)):
        for axis in axes:
            value.type.tensor_type.shape.dim[axis].dim_param = f"side{axis}"
    path.write_bytes(graph.SerializeToString())
    return path


@pytest.fixture
def negative(task_model: Build) -> Callable[[AnySize], Path]:
    """Pictures in negative."""
    nodes = [*SHARES, ("Sub", ["one", "shares"], "picture", {})]
    target = ImageToImage(mode="L", height=4, width=6)
    path = task_model(target, READING, "picture", (4, 6, 1), nodes, WEIGHTS)
    return lambda any_size: freed(path, any_size, (1, 2))


@pytest.fixture
def halves(task_model: Build) -> Callable[[AnySize], Path]:
    """Says of each pixel whether it is dark or bright."""
    nodes = [
        *SHARES,
        ("Sub", ["one", "shares"], "rest", {}),
        ("Concat", ["rest", "shares"], "both", {"axis": 3}),
        ("Transpose", ["both"], "probabilities", {"perm": [0, 3, 1, 2]}),
    ]
    target = Segmentation(classes=("dark", "bright"))
    path = task_model(target, READING, "probabilities", (2, 4, 6), nodes, WEIGHTS)
    return lambda any_size: freed(path, any_size, (2, 3))


def pictures() -> list[np.ndarray]:
    random = np.random.default_rng(0)
    sizes = [(4, 6), (9, 13), (9, 13), (20, 3)]
    return [random.integers(0, 256, (*size, 1), np.uint8) for size in sizes]


def test_a_filter_gives_pictures_of_the_size_that_comes(
    negative: Callable[[AnySize], Path],
) -> None:
    predictor = Predictor(negative(AnySize(fitted=False)))
    for picture in pictures():
        np.testing.assert_array_equal(predictor(picture).pixels, 255 - picture)


def test_pictures_of_several_sizes_may_come_in_one_batch(
    negative: Callable[[AnySize], Path],
) -> None:
    predictor = Predictor(negative(AnySize(fitted=False)))
    assert predictor.batch_size == 1
    got = predictor.predict(pictures(), batch_size=4)
    for answer, picture in zip(got, pictures(), strict=True):
        np.testing.assert_array_equal(answer.pixels, 255 - picture)
    stack = np.stack(pictures()[1:3])
    for answer, picture in zip(predictor.predict(stack), stack, strict=True):
        np.testing.assert_array_equal(answer.pixels, 255 - picture)


@pytest.mark.parametrize(
    ("size", "read"), [((9, 13), (8, 12)), ((11, 14), (12, 16)), ((2, 40), (8, 40))]
)
def test_a_size_that_is_not_allowed_is_read_at_the_nearest_that_is(
    size: tuple[int, int], read: tuple[int, int], negative: Callable[[AnySize], Path]
) -> None:
    predictor = Predictor(negative(AnySize(fitted=False, multiple=4, least=8)))
    assert predictor(np.zeros(size, np.uint8)).pixels.shape == (*read, 1)


def test_a_mask_is_at_the_size_of_its_picture(halves: Callable[[AnySize], Path]) -> None:
    predictor = Predictor(halves(AnySize(fitted=False)))
    picture = np.full((30, 50), DARK, np.uint8)
    picture[:, 20:] = BRIGHT
    found = predictor(picture)
    assert found.mask.shape == (30, 50)
    np.testing.assert_array_equal(found.at_own_size(), picture == BRIGHT)


def test_a_mask_of_a_turned_photograph_lies_on_it_as_it_is_seen(
    halves: Callable[[AnySize], Path], tmp_path: Path
) -> None:
    picture = np.full((30, 50), DARK, np.uint8)
    picture[:, 20:] = BRIGHT
    exif = Image.Exif()
    exif[0x0112] = 6  # To be turned by a quarter.
    Image.fromarray(picture).save(tmp_path / "turned.png", exif=exif)
    found = Predictor(halves(AnySize(fitted=False, multiple=4)))(tmp_path / "turned.png")
    assert found.mask.shape == (48, 32)
    own = found.at_own_size()
    assert own.shape == (50, 30)
    np.testing.assert_array_equal(own[30:], 1)


def test_a_picture_of_the_wrong_kind_is_refused_as_ever(
    negative: Callable[[AnySize], Path],
) -> None:
    predictor: Any = Predictor(negative(AnySize(fitted=False)))
    with pytest.raises(Exception, match="expected an array of uint8"):
        predictor(np.zeros((4, 6)))
    with pytest.raises(Exception, match=r"expected an array \[H,W\]"):
        predictor(np.zeros(4, np.uint8))
    with pytest.raises(Exception, match="expected an image, but a int came"):
        predictor(5)


def test_an_output_that_does_not_follow_the_picture_is_told(
    task_model: Build,
) -> None:
    nodes = [
        *SHARES,
        ("Slice", ["shares", "start", "end", "axis"], "picture", {}),
    ]
    places = {"start": np.array([0]), "end": np.array([4]), "axis": np.array([1])}
    weights = {"full": np.float32(255), **places}
    target = ImageToImage(mode="L", height=4, width=6)
    path = task_model(target, READING, "picture", (4, 6, 1), nodes, weights)
    predictor = Predictor(freed(path, AnySize(fitted=False), (1, 2)))
    with pytest.raises(ModelError, match=r"gives picture \[1, 4, 6, 1\] where .* \[1, 8, 6, 1\]"):
        predictor(np.zeros((8, 6), np.uint8))


def test_inspect_tells_which_sizes_a_model_takes(
    negative: Callable[[AnySize], Path], netwright: Callable[..., Any]
) -> None:
    def inspected(any_size: AnySize) -> str:
        return " ".join(netwright("inspect", negative(any_size)).stdout.split())

    told = inspected(AnySize(fitted=False, multiple=4, least=8))
    assert "any size from 8 x 8 in steps of 4; trained on 4 x 6 pixels, grey" in told
    told = inspected(AnySize(fitted=True))
    assert "stretched to size inside the graph, which takes any size" in told
