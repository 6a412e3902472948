from __future__ import annotations

import io
import itertools
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime
import pytest
from PIL import Image

from netwright.inference import Prediction, Predictor
from netwright.inference.answers import selection
from netwright.interfaces.errors import DataError, UsageError
from netwright.interfaces.imaging import read_image

Build = Callable[..., Path]


@pytest.fixture
def predictor(model_path: Path) -> Predictor:
    return Predictor(model_path, threads=1)


def bare(path: Path, pixels: np.ndarray) -> np.ndarray:
    """What onnxruntime itself says of uint8 [N,H,W,C]."""
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    session = onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
    return session.run(["probabilities"], {"images": pixels})[0]


def random_images(count: int, shape: tuple[int, ...] = (12, 14)) -> np.ndarray:
    return np.random.default_rng(1).integers(0, 256, (count, *shape), np.uint8)


@pytest.mark.parametrize("mode", ["L", "RGB"])
def test_a_path_predicts_as_a_bare_session_on_the_same_pixels(
    build_model: Build, save_image: Build, mode: str
) -> None:
    model, image = build_model(mode=mode), save_image()
    predictor = Predictor(model, threads=1)
    pixels = read_image(image, predictor.model.preprocessing)
    prediction = predictor(image)
    np.testing.assert_array_equal(prediction.probabilities, bare(model, pixels[np.newaxis])[0])
    assert prediction.path == str(image)


@pytest.mark.parametrize(
    ("name", "options"),
    [
        ("photo.png", {}),
        ("photo.jpg", {"quality": 90}),
        ("turned.jpg", {"exif": {0x0112: 6}}),
        ("mirrored.webp", {"exif": {0x0112: 2}, "lossless": True}),
    ],
)
def test_every_kind_of_source_gives_the_same_answer(
    predictor: Predictor, model_path: Path, save_image: Build, name: str, options: dict[str, Any]
) -> None:
    if "exif" in options:
        exif = Image.Exif()
        exif.update(options["exif"])
        options = {**options, "exif": exif}
    path = save_image(name, **options)
    pixels = read_image(path, predictor.model.preprocessing)
    expected = bare(model_path, pixels[np.newaxis])[0]
    for source in (path, str(path), path.read_bytes(), pixels, pixels[:, :, 0]):
        np.testing.assert_array_equal(predictor(source).probabilities, expected)


def test_a_turned_photo_is_not_taken_as_it_lies(predictor: Predictor, save_image: Build) -> None:
    exif = Image.Exif()
    exif[0x0112] = 3
    plain, turned = save_image("plain.png"), save_image("turned.png", exif=exif)
    upright = Image.open(plain).rotate(180)
    assert predictor(turned).probability == predictor(upright).probability
    assert predictor(turned).probability != predictor(plain).probability


def test_a_picture_in_memory_has_no_path(predictor: Predictor, save_image: Build) -> None:
    image = Image.open(save_image())
    assert predictor(image).path is None
    assert image.size == (40, 60)


@pytest.mark.parametrize("shape", [(12, 14), (12, 14, 1), (30, 20), (12, 14, 3), (50, 60, 4)])
def test_an_array_predicts_as_the_same_picture_in_a_file(
    predictor: Predictor, shape: tuple[int, ...]
) -> None:
    array = random_images(1, shape)[0]
    file = io.BytesIO()
    Image.fromarray(array[:, :, 0] if shape[2:] == (1,) else array).save(file, "png")
    expected = predictor(file.getvalue()).probabilities
    np.testing.assert_array_equal(predictor(array).probabilities, expected)


def test_a_view_with_gaps_between_its_pixels_is_taken(predictor: Predictor) -> None:
    array = random_images(1, (24, 28))[0][::2, ::2]
    expected = predictor(array.copy()).probabilities
    np.testing.assert_array_equal(predictor(array).probabilities, expected)


@pytest.mark.parametrize(
    ("array", "words"),
    [
        (np.zeros((12, 14), np.float32), ["uint8", "float32", "255 * image"]),
        (np.zeros((12, 14), np.int64), ["uint8", "int64", "astype"]),
        (np.zeros((3, 28, 28), np.uint8), ["[3, 28, 28]", "transpose(1, 2, 0)"]),
        (np.zeros((2, 28, 28, 3), np.uint8), ["[2, 28, 28, 3]", "predictor.predict"]),
        (np.zeros((28,), np.uint8), ["[28]", "one image"]),
        (np.zeros((28, 28, 2), np.uint8), ["[28, 28, 2]"]),
        (np.zeros((0, 28), np.uint8), ["[0, 28]"]),
    ],
)
def test_an_array_that_is_no_image_is_told_with_a_fix(
    predictor: Predictor, array: np.ndarray, words: list[str]
) -> None:
    with pytest.raises(DataError) as told:
        predictor(array)
    assert all(word in str(told.value) for word in words), told.value


def test_what_is_no_image_at_all_is_a_usage_error(predictor: Predictor) -> None:
    with pytest.raises(UsageError, match="a list came"):
        predictor([1, 2, 3])  # type: ignore[arg-type]


def test_batches_predict_as_a_bare_session_on_the_same_batches(
    predictor: Predictor, model_path: Path
) -> None:
    images = random_images(11)
    found = [p.probabilities for p in predictor.predict(images, batch_size=4)]
    batches = [images[start : start + 4, :, :, np.newaxis] for start in (0, 4, 8)]
    expected = np.concatenate([bare(model_path, batch) for batch in batches])
    np.testing.assert_array_equal(np.stack(found), expected)


@pytest.mark.parametrize("batch_size", [1, 3, 16, 10**9])
def test_an_image_gets_the_same_answer_alone_and_in_a_batch(
    predictor: Predictor, batch_size: int
) -> None:
    images = random_images(10)
    together = list(predictor.predict(images, batch_size=batch_size))
    for image, prediction in zip(images, together, strict=True):
        alone = predictor(image)
        assert alone.label == prediction.label
        np.testing.assert_allclose(alone.probabilities, prediction.probabilities, atol=1e-6)


def test_images_of_all_kinds_may_be_mixed_and_keep_their_order(
    predictor: Predictor, save_image: Build
) -> None:
    path = save_image()
    mixed = [path, path.read_bytes(), random_images(1)[0], str(path), Image.open(path)]
    found = list(predictor.predict(iter(mixed), batch_size=2))
    assert [p.path for p in found] == [str(path), None, None, str(path), None]
    assert found[0].label == found[1].label == found[3].label == found[4].label


def test_a_stream_without_end_is_taken_a_batch_at_a_time(predictor: Predictor) -> None:
    taken = 0

    def camera() -> Iterator[np.ndarray]:
        nonlocal taken
        for image in itertools.cycle(random_images(3)):
            taken += 1
            yield image

    predictions = predictor.predict(camera(), batch_size=8)
    assert taken == 0
    next(predictions)
    assert taken == 8
    assert len(list(itertools.islice(predictions, 99))) == 99
    assert taken == 104


def test_a_kept_prediction_keeps_at_most_64_kb_of_its_batch(
    predictor: Predictor, monkeypatch: pytest.MonkeyPatch
) -> None:
    for prediction in predictor.predict(random_images(5)):
        assert prediction.probabilities.base.nbytes <= 64 << 10
    monkeypatch.setattr(selection, "_SMALL", 0)  # A larger output, so to say.
    for prediction in predictor.predict(random_images(5)):
        assert prediction.probabilities.base is None


def test_no_images_give_no_predictions(predictor: Predictor) -> None:
    assert list(predictor.predict([])) == []


def test_an_unreadable_image_is_an_error_that_names_it(
    predictor: Predictor, tmp_path: Path, save_image: Build
) -> None:
    bad = tmp_path / "bad.png"
    bad.write_text("no image")
    with pytest.raises(DataError, match=r"bad\.png"):
        list(predictor.predict([save_image(), bad]))


def test_unreadable_images_are_left_out_when_somebody_hears_of_them(
    predictor: Predictor, tmp_path: Path, save_image: Build
) -> None:
    good, missing = save_image(), tmp_path / "missing.png"
    heard: list[tuple[Any, str]] = []
    found = predictor.predict(
        [missing, good, good],
        batch_size=2,
        on_error=lambda image, error: heard.append((image, error.message)),
    )
    assert [prediction.path for prediction in found] == [str(good), str(good)]
    assert heard == [(missing, "there is no such image.")]


def test_predicting_many_refuses_one(predictor: Predictor) -> None:
    for one in ("img.png", Path("img.png"), b"bytes", Image.new("L", (3, 3))):
        with pytest.raises(UsageError, match="several images"):
            predictor.predict(one)  # type: ignore[arg-type]


def test_settings_that_make_no_sense_are_refused(model_path: Path, predictor: Predictor) -> None:
    with pytest.raises(UsageError, match="batch_size"):
        predictor.predict([], batch_size=0)
    with pytest.raises(UsageError, match="threads"):
        Predictor(model_path, threads=0)
    with pytest.raises(UsageError, match="did you mean 'CPUExecutionProvider'"):
        Predictor(model_path, providers=["CpuExecutionProvder"])


def test_a_predictor_tells_its_model_labels_and_providers(model_path: Path) -> None:
    predictor = Predictor(str(model_path), providers=["CPUExecutionProvider"])
    assert predictor.model.name == "digits"
    assert predictor.labels == tuple("0123456789")
    assert predictor.providers == ("CPUExecutionProvider",)


def test_threads_may_share_a_predictor(predictor: Predictor) -> None:
    images = random_images(200)
    expected = [predictor(image).probability for image in images]
    with ThreadPoolExecutor(8) as pool:
        assert [p.probability for p in pool.map(predictor, images)] == expected


def test_the_top_is_ordered_and_among_equals_the_first_class_leads() -> None:
    shares = np.array([0.1, 0.4, 0.1, 0.4], np.float32)
    prediction = Prediction(("a", "b", "c", "d"), None, "img.png", shares)
    assert prediction.label == "b"
    assert [label for label, _ in prediction.top(9)] == ["b", "d", "a", "c"]
    assert prediction.top(1) == [("b", prediction.probability)]
    assert prediction.top(0) == []
    assert prediction.to_dict(top=2) == {
        "path": "img.png",
        "label": "b",
        "probability": pytest.approx(0.4),
        "top": [
            {"label": "b", "probability": pytest.approx(0.4)},
            {"label": "d", "probability": pytest.approx(0.4)},
        ],
    }


def test_a_prediction_shows_what_matters_and_cannot_be_changed(predictor: Predictor) -> None:
    prediction = predictor(random_images(1)[0])
    assert repr(prediction).startswith("Prediction(path=None, label='")
    assert "probabilities" not in repr(prediction)
    with pytest.raises(AttributeError):
        prediction.label = "9"  # type: ignore[misc]
