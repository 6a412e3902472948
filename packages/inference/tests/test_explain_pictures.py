from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import numpy as np
import onnxruntime
import pytest
from color_finder import color_finder, picture_with, share_inside
from layered_models import QUANTISERS
from PIL import Image

from netwright.inference import Explainer, HeatMap, Predictor, embed_class_activation
from netwright.inference.inside.heat_map import Method
from netwright.interfaces.documents.model import Model
from netwright.interfaces.errors import UsageError

Build = Callable[..., Path]

RED, BLUE = (60, 10, 90, 30), (10, 45, 40, 75)
SIZE = (96, 80)
METHODS: list[tuple[str, Method | None, str]] = [
    ("linear", None, "cam"),
    ("linear", "grad-cam", "grad-cam"),
    ("linear", "occlusion", "occlusion"),
    ("hidden", None, "grad-cam"),
    ("hidden", "occlusion", "occlusion"),
]


@pytest.fixture
def finder(tmp_path: Path, any_document: Model) -> Build:
    return lambda **about: color_finder(tmp_path / "finder.onnx", any_document, **about)


@pytest.mark.parametrize(("tail", "method", "used"), METHODS)
def test_the_map_lies_on_the_object_that_was_planted(
    finder: Build, tail: str, method: Method | None, used: str
) -> None:
    explain = Explainer(finder(tail=tail))
    picture = picture_with(SIZE, RED, BLUE)
    for label, here, elsewhere in (("red", RED, BLUE), ("blue", BLUE, RED)):
        heat = explain(picture, label=label, method=method)
        assert isinstance(heat, HeatMap)
        assert (heat.label, heat.method, heat.size) == (label, used, SIZE)
        whole = heat.at_own_size()
        assert whole.shape == (80, 96)
        assert (float(whole.min()), float(whole.max())) == (0, 1)
        # A patch also covers what lies around the object.
        assert share_inside(whole, here) > (0.5 if used == "occlusion" else 0.8)
        assert share_inside(whole, elsewhere) < 0.02
        left, top, right, bottom = here
        x, y = heat.hottest()
        assert left <= x < right
        assert top <= y < bottom


@pytest.mark.parametrize("fit", ["stretch", "pad", "crop"])
def test_the_map_lies_on_the_object_however_the_picture_is_fitted(finder: Build, fit: str) -> None:
    red, blue = (70, 20, 90, 50), (110, 30, 130, 60)
    heat = Explainer(finder(fit=fit))(picture_with((200, 80), red, blue), label="red")
    assert isinstance(heat, HeatMap)
    assert heat.at_own_size().shape == (80, 200)
    assert share_inside(heat.at_own_size(), red) > 0.6


def test_a_turned_photograph_is_explained_upright(finder: Build) -> None:
    upright = picture_with(SIZE, RED, BLUE)
    file, exif = io.BytesIO(), Image.Exif()
    exif[0x0112] = 6  # To be turned a quarter clockwise.
    upright.transpose(Image.Transpose.ROTATE_90).save(file, "jpeg", quality=95, exif=exif)
    heat = Explainer(finder())(file.getvalue(), label="red")
    assert isinstance(heat, HeatMap)
    assert heat.size == SIZE
    assert share_inside(heat.at_own_size(), RED) > 0.6
    shown = np.asarray(heat.overlay(file.getvalue())).astype(int)
    assert shown.shape == (80, 96, 3)
    changed = np.abs(shown - np.asarray(upright).astype(int)).sum(axis=2)
    assert share_inside(changed, RED) > 0.5


def test_the_default_is_the_most_probable_class(finder: Build) -> None:
    model, small_blue = finder(), (10, 45, 15, 50)
    picture = picture_with(SIZE, RED, small_blue)
    heat, answer = Explainer(model)(picture), Predictor(model)(picture)
    assert isinstance(heat, HeatMap)
    assert (heat.label, heat.layer) == ("red", "act")
    assert heat.probability == pytest.approx(answer.probability)


def test_the_mean_of_a_class_activation_map_is_the_score_less_its_bias(finder: Build) -> None:
    model = finder()
    picture = picture_with((32, 32), (4, 4, 12, 12), (20, 20, 24, 24))
    heat = Explainer(model)(picture, label="red")
    assert isinstance(heat, HeatMap)
    session = onnxruntime.InferenceSession(model, providers=["CPUExecutionProvider"])
    (logits,) = session.run(["logits"], {"images": np.asarray(picture)[np.newaxis]})
    assert heat.values.mean() == pytest.approx(float(logits[0, 0]), rel=1e-4)


@pytest.mark.parametrize("quantiser", ["qdq", "dynamic"])
def test_a_quantised_model_is_explained_alike(
    layered: Build, tmp_path: Path, quantiser: str, save_image: Build
) -> None:
    model, small, picture = layered(), tmp_path / "small.onnx", save_image()
    QUANTISERS[quantiser](model, small)
    exact, rough = (
        Explainer(path)(picture, label="3", method="grad-cam").values for path in (model, small)
    )
    assert np.corrcoef(exact.ravel(), rough.ravel())[0, 1] > 0.9


def test_without_places_a_picture_is_explained_by_occlusion(finder: Build) -> None:
    explain = Explainer(finder(tail="first"))
    picture = picture_with(SIZE, RED, (10, 45, 14, 49))
    heat = explain(picture)
    assert isinstance(heat, HeatMap)
    assert (heat.method, heat.layer, heat.values.shape) == ("occlusion", None, (32, 32))
    with pytest.raises(UsageError, match="no feature maps, which cam looks at"):
        explain(picture, method="cam")


def test_where_places_are_mixed_a_feature_map_is_looked_at_only_when_asked(finder: Build) -> None:
    model, picture = finder(tail="mixed"), picture_with(SIZE, RED, BLUE)
    left_alone, asked = (Explainer(model, layer=layer)(picture) for layer in (None, "act"))
    assert isinstance(left_alone, HeatMap)
    assert isinstance(asked, HeatMap)
    assert (left_alone.method, asked.method) == ("occlusion", "grad-cam")


def test_a_patch_as_large_as_the_picture_hides_all_of_it(finder: Build) -> None:
    heat = Explainer(finder())(picture_with(SIZE, RED, BLUE), method="occlusion", patch=500)
    assert isinstance(heat, HeatMap)
    assert np.ptp(heat.values) == 0


def test_a_layer_of_choice_is_looked_at(finder: Build) -> None:
    model, picture = finder(), picture_with(SIZE, RED, BLUE)
    heat = Explainer(model, layer="find")(picture)
    assert isinstance(heat, HeatMap)
    assert (heat.layer, heat.method) == ("find", "grad-cam")
    with pytest.raises(UsageError, match=r"'pool' gives \[2,1,1\], which has no places"):
        Explainer(model, layer="pool")(picture)
    with pytest.raises(UsageError, match="no layer 'fund'") as caught:
        Explainer(model, layer="fund")(picture)
    assert caught.value.fix == "did you mean 'find'?"


def test_what_does_not_fit_is_refused_with_a_fix(finder: Build) -> None:
    picture = picture_with(SIZE, RED, BLUE)
    with pytest.raises(UsageError, match="knows no class 'rad'") as caught:
        Explainer(finder())(picture, label="rad")
    assert caught.value.fix == "did you mean 'red'?"
    with pytest.raises(UsageError, match="no weighted sum") as caught:
        Explainer(finder(tail="hidden"))(picture, method="cam")
    assert caught.value.fix == 'use "grad-cam" or "occlusion".'


def test_a_model_with_its_maps_inside_gives_both(finder: Build, tmp_path: Path) -> None:
    model, out = finder(), tmp_path / "with maps.onnx"
    embed_class_activation(model, out)
    picture = picture_with((32, 32), (4, 4, 12, 12), (20, 20, 24, 24))
    session = onnxruntime.InferenceSession(out, providers=["CPUExecutionProvider"])
    given = {"images": np.asarray(picture)[np.newaxis].repeat(3, axis=0)}
    maps, probabilities = session.run(["class_activation", "probabilities"], given)
    assert maps.shape == (3, 2, 32, 32)
    for index, label in enumerate(("red", "blue")):
        heat = Explainer(model)(picture, label=label)
        assert isinstance(heat, HeatMap)
        np.testing.assert_allclose(maps[1, index], heat.values, rtol=1e-4, atol=1e-4)
    before, after = (Predictor(path) for path in (model, out))
    assert after(picture).probabilities == pytest.approx(before(picture).probabilities)
    assert probabilities[0] == pytest.approx(before(picture).probabilities)
    assert [output.name for output in after.model.outputs][-1] == "class_activation"
    with pytest.raises(UsageError, match="has the output 'class_activation' already"):
        embed_class_activation(out, tmp_path / "again.onnx")
    with pytest.raises(UsageError, match="no weighted sum"):
        embed_class_activation(finder(tail="hidden"), tmp_path / "hidden.onnx")
    assert not (tmp_path / "hidden.onnx").exists()
