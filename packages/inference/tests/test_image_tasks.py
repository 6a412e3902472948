"""Models of images whose answer is not one class: in Python and in the shell."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from onnx import TensorProto
from PIL import Image

from netwright.inference import LabelSet, Mask, Picture, Predictor, Reconstruction, Values
from netwright.interfaces.documents import (
    Autoencoding,
    ImagePreprocessing,
    ImageToImage,
    MultiLabel,
    Regression,
    Segmentation,
)
from netwright.interfaces.imaging import read_image

Build = Callable[..., Path]
Run = Callable[..., Any]
FLOATS = [
    ("Cast", ["x"], "floats", {"to": TensorProto.FLOAT}),
    ("Div", ["floats", "full"], "shares", {}),
]
FULL = {"full": np.float32(255)}


def reading(fit: str = "stretch", mode: str = "L") -> ImagePreprocessing:
    numbers = (0.5,) * len(mode)
    return ImagePreprocessing(mode=mode, height=4, width=6, fit=fit, mean=numbers, std=numbers)


@pytest.fixture
def brightness_and_darkness(task_model: Build) -> Path:
    """Says ``bright`` and ``dark`` with the mean brightness, and 1 minus it, as probability."""
    nodes = [
        *FLOATS,
        ("ReduceMean", ["shares", "axes"], "means", {}),
        ("Reshape", ["means", "column"], "mean", {}),
        ("Sub", ["one", "mean"], "rest", {}),
        ("Concat", ["mean", "rest"], "probabilities", {"axis": 1}),
    ]
    weights = {
        **FULL,
        "axes": np.array([1, 2, 3]),
        "one": np.float32(1),
        "column": np.array([-1, 1]),
    }
    target = MultiLabel(classes=("bright", "dark"))
    return task_model(target, reading(), "probabilities", (2,), nodes, weights)


@pytest.fixture
def thirds(task_model: Build) -> Callable[..., Path]:
    """A segmenter: black is ``night``, white is ``day``, what lies between is ``dusk``."""

    def build(fit: str = "stretch", colors: Any = ()) -> Path:
        nodes = [
            *FLOATS,
            ("Transpose", ["shares"], "planes", {"perm": [0, 3, 1, 2]}),
            ("Conv", ["planes", "kernel", "bias"], "logits", {}),
            ("Softmax", ["logits"], "probabilities", {"axis": 1}),
        ]
        kernel = np.array([-20, 0, 20], np.float32).reshape(3, 1, 1, 1)
        weights = {**FULL, "kernel": kernel, "bias": np.array([7, 0, -13], np.float32)}
        target = Segmentation(classes=("night", "dusk", "day"), colors=colors)
        return task_model(target, reading(fit), "probabilities", (3, 4, 6), nodes, weights)

    return build


@pytest.fixture
def negative(task_model: Build) -> Path:
    """Makes the negative of a picture."""
    nodes = [*FLOATS, ("Sub", ["one", "shares"], "picture", {})]
    target = ImageToImage(mode="RGB", height=4, width=6)
    weights = {**FULL, "one": np.float32(1)}
    return task_model(target, reading(mode="RGB"), "picture", (4, 6, 3), nodes, weights)


@pytest.fixture
def halves(tmp_path: Path) -> Path:
    """A picture of 12 x 8 pixels, its left half black and its right half white."""
    path = tmp_path / "photos" / "halves.png"
    path.parent.mkdir()
    pixels = np.zeros((8, 12), np.uint8)
    pixels[:, 6:] = 255
    Image.fromarray(pixels).save(path)
    return path


def test_several_labels_count_by_their_own_probability(brightness_and_darkness: Path) -> None:
    answer = Predictor(brightness_and_darkness)(np.full((4, 6), 204, np.uint8))
    assert isinstance(answer, LabelSet)
    assert answer.labels == ("bright",)
    np.testing.assert_allclose(answer.probabilities, [0.8, 0.2], atol=1e-6)
    assert answer.above(0.1) == ("bright", "dark")
    assert answer.above(0.9) == ()
    content = answer.to_dict()
    assert content["labels"] == ["bright"]
    assert content["probabilities"]["dark"] == pytest.approx(0.2, abs=1e-6)


def test_labels_are_a_line_each_in_the_shell(
    brightness_and_darkness: Path, halves: Path, netwright: Run
) -> None:
    ran = netwright("predict", brightness_and_darkness, halves)
    assert ran == (0, f"{halves}  bright   50.0 %  dark   50.0 %\n", "")


def test_a_regressor_of_images_gives_values_by_name(
    task_model: Build, halves: Path, netwright: Run
) -> None:
    nodes = [
        ("Cast", ["x"], "floats", {"to": TensorProto.FLOAT}),
        ("Flatten", ["floats"], "flat", {}),
        ("MatMul", ["flat", "weight"], "values", {}),
    ]
    weight = np.stack([np.full(24, 1 / 24), np.full(24, -1)], 1).astype(np.float32)
    target = Regression(columns=("light", "sum"), mean=(0, 0), std=(1, 1))
    model = task_model(target, reading(), "values", (2,), nodes, {"weight": weight})
    answer = Predictor(model)(halves)
    assert isinstance(answer, Values)
    expected = {"light": 127.5, "sum": -12 * 255.0}
    assert answer.values == pytest.approx(expected, rel=1e-5)
    assert answer.to_dict() == {"path": str(halves), "values": answer.values}
    assert netwright("predict", model, halves).stdout == f"{halves}  light  127.5  sum  -3060\n"


def test_a_mask_is_at_the_models_size_and_at_the_pictures_own(
    thirds: Callable[..., Path], halves: Path
) -> None:
    answer = Predictor(thirds())(halves)
    assert isinstance(answer, Mask)
    assert (answer.mask.shape, answer.mask.dtype) == ((4, 6), np.uint8)
    assert answer.size == (12, 8)
    own = answer.at_own_size()
    assert own.shape == (8, 12)
    np.testing.assert_array_equal(own[:, [0, 11]], [[0, 2]] * 8)
    assert answer.shares() == {"night": 0.5, "day": 0.5}
    assert answer.probabilities is None
    kept = Predictor(thirds(), keep_probabilities=True)(halves).probabilities
    assert kept.shape == (3, 4, 6)
    np.testing.assert_allclose(kept.sum(axis=0), 1, atol=1e-6)


@pytest.mark.parametrize("fit", ["stretch", "crop", "pad"])
@pytest.mark.parametrize("orientation", [1, 6])
def test_a_mask_lies_on_the_upright_picture(
    thirds: Callable[..., Path], tmp_path: Path, fit: str, orientation: int
) -> None:
    exif = Image.Exif()
    exif[0x0112] = orientation
    pixels = np.zeros((20, 60), np.uint8)
    pixels[:, 30:] = 255
    path = tmp_path / "turned.png"
    Image.fromarray(pixels).save(path, exif=exif)
    predictor = Predictor(thirds(fit))
    sources = [path, str(path), path.read_bytes(), Image.open(path)]
    for own in (predictor(source).at_own_size() for source in sources):
        upright = own if orientation == 1 else np.rot90(own)
        assert upright.shape == (20, 60)
        seen = upright != 255
        assert seen.all() == (fit != "crop")
        assert np.mean(upright[seen] == np.where(pixels[seen], 2, 0)) > 0.9
    array = predictor(pixels).at_own_size()
    assert array.shape == (20, 60)


def test_masks_are_written_with_the_classes_colours(
    thirds: Callable[..., Path], halves: Path, netwright: Run, tmp_path: Path
) -> None:
    out, colors = tmp_path / "masks", ((1, 2, 3), (4, 5, 6), (7, 8, 9))
    ran = netwright("predict", thirds(colors=colors), halves.parent, "--out", out)
    written = out / "halves.png"
    assert ran == (0, f"{halves} -> {written}  night   50.0 %  day   50.0 %\n", "")
    mask = Image.open(written)
    assert (mask.mode, mask.size) == ("P", (12, 8))
    np.testing.assert_array_equal(np.unique(np.asarray(mask)), [0, 2])
    assert mask.getpalette()[:9] == [1, 2, 3, 4, 5, 6, 7, 8, 9]


def test_masks_without_colours_get_some_that_differ(
    thirds: Callable[..., Path], halves: Path, netwright: Run, tmp_path: Path, monkeypatch: Any
) -> None:
    monkeypatch.chdir(tmp_path)
    ran = netwright("predict", thirds("crop"), halves, "--json")
    said = json.loads(ran.stdout)
    written = Path("predictions", "halves.png")
    assert said["file"] == str(written)
    assert (said["path"], said["size"]) == (str(halves), [12, 8])
    palette = np.array(Image.open(written).getpalette()).reshape(-1, 3)
    assert len({tuple(color) for color in palette[:3]}) == 3


def test_pictures_keep_their_place_in_the_folder_and_nothing_is_replaced(
    negative: Path, halves: Path, save_image: Build, netwright: Run, tmp_path: Path
) -> None:
    inner = save_image("photos/more/a.jpg")
    out = tmp_path / "out"
    assert netwright("predict", negative, halves.parent, "--out", out).exit_code == 0
    made = Image.open(out / "more" / "a.png")
    expected = 255 - read_image(inner, reading(mode="RGB"))
    np.testing.assert_array_equal(np.asarray(made), expected)
    before = (out / "halves.png").read_bytes()
    again = netwright("predict", negative, halves, "--out", out)
    assert (again.exit_code, again.stdout) == (2, "")
    assert "a picture is in the way" in again.stderr
    assert "--force" in again.stderr
    assert netwright("predict", negative, halves, "--out", out, "--force").exit_code == 0
    assert (out / "halves.png").read_bytes() == before


def test_a_picture_never_replaces_what_it_is_made_from(
    negative: Path, halves: Path, netwright: Run
) -> None:
    before = halves.read_bytes()
    ran = netwright("predict", negative, halves.parent, "--out", halves.parent, "--force")
    assert ran.exit_code == 2
    assert "made from" in ran.stderr
    assert halves.read_bytes() == before


def test_two_pictures_of_one_name_are_refused_before_any_is_written(
    negative: Path, halves: Path, save_image: Build, netwright: Run, tmp_path: Path
) -> None:
    twin = save_image("photos/halves.jpg")
    ran = netwright("predict", negative, halves, twin, "--out", tmp_path / "out")
    assert ran.exit_code == 2
    assert "written to one file" in ran.stderr
    assert not (tmp_path / "out").exists()


def test_a_file_is_no_folder_to_write_to(negative: Path, halves: Path, netwright: Run) -> None:
    ran = netwright("predict", negative, halves, "--out", negative)
    assert ran.exit_code == 2
    assert "expected a folder to write to" in ran.stderr


def test_one_picture_goes_into_a_file_that_is_named(
    negative: Path, halves: Path, netwright: Run, tmp_path: Path
) -> None:
    out = tmp_path / "new" / "negative.png"
    ran = netwright("predict", negative, halves, "--out", out)
    assert (ran.exit_code, ran.stderr) == (0, "")
    np.testing.assert_array_equal(np.asarray(Image.open(out)), Predictor(negative)(halves).pixels)
    assert "a picture is in the way" in netwright("predict", negative, halves, "--out", out).stderr
    assert netwright("predict", negative, halves, "--out", out, "--force").exit_code == 0


def test_what_does_not_go_into_one_file_is_told(
    negative: Path, halves: Path, netwright: Run, tmp_path: Path
) -> None:
    ran = netwright("predict", negative, halves, halves, "--out", tmp_path / "one.png")
    assert (ran.exit_code, ran.stdout) == (2, "")
    assert "2 pictures do not go into one file" in ran.stderr
    ran = netwright("predict", negative, halves, "--out", tmp_path / "one.jpg")
    assert ran.exit_code == 2
    assert f"fix: --out {tmp_path / 'one.png'}" in ran.stderr
    assert not list(tmp_path.glob("one.*"))


def test_a_missing_image_among_others_is_told(
    negative: Path, halves: Path, netwright: Run, tmp_path: Path
) -> None:
    ran = netwright("predict", negative, tmp_path / "no", halves, "--out", tmp_path / "out")
    assert ran.exit_code == 2
    assert "there is no such image" in ran.stderr
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["halves.png"]


def test_a_filter_gives_a_picture(negative: Path, halves: Path) -> None:
    answer = Predictor(negative)(halves)
    assert isinstance(answer, Picture)
    assert answer.pixels.dtype == np.uint8
    np.testing.assert_array_equal(answer.pixels, 255 - read_image(halves, reading(mode="RGB")))
    assert answer.to_dict() == {"path": str(halves), "size": [6, 4]}


def test_an_autoencoder_of_images_gives_the_picture_and_its_error(
    task_model: Build, netwright: Run, halves: Path, tmp_path: Path
) -> None:
    nodes = [*FLOATS, ("Mul", ["shares", "half"], "picture", {})]
    weights = {**FULL, "half": np.float32(0.5)}
    model = task_model(Autoencoding(), reading(), "picture", (4, 6, 1), nodes, weights)
    answer = Predictor(model)(np.full((4, 6), 200, np.uint8))
    assert isinstance(answer, Reconstruction)
    np.testing.assert_array_equal(answer.values, np.full((4, 6, 1), 100))
    assert answer.error == pytest.approx((100 / 255) ** 2)
    ran = netwright("predict", model, halves, "--out", tmp_path / "out")
    error = np.mean((read_image(halves, reading()) / 510) ** 2)
    assert f"error  {error:.4g}\n" in ran.stdout
    assert Image.open(tmp_path / "out" / "halves.png").size == (6, 4)


def test_answers_of_a_stream_are_those_of_one_at_a_time(thirds: Callable[..., Path]) -> None:
    images = np.random.default_rng(0).integers(0, 256, (7, 4, 6), np.uint8)
    predictor = Predictor(thirds())
    together = list(predictor.predict(images, batch_size=3))
    for image, answer in zip(images, together, strict=True):
        np.testing.assert_array_equal(answer.mask, predictor(image).mask)
        assert answer.size == (6, 4)
