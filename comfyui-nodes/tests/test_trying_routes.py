"""A picture from the page, and what a model says of it: answers, limits, what is refused."""

from __future__ import annotations

import base64
import io
import shutil
import threading
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image
from served import Served
from trained_models import TrainedModels

from netwright.data import write_digits
from netwright.inference import Predictor


@pytest.fixture(scope="module")
def trained(tmp_path_factory: pytest.TempPathFactory) -> TrainedModels:
    return TrainedModels(tmp_path_factory.mktemp("trained"))


@pytest.fixture
def served(stand_in_comfyui: Any, tmp_path: Path, trained: TrainedModels) -> Served:
    """With models of several tasks in the model folder."""
    found = Served(tmp_path)
    for name in ("digits", "segmenter", "denoiser", "pendulum"):
        shutil.copy(trained[name], found.models / f"{name}.onnx")
    return found


def png(width: int = 40, height: int = 30, mode: str = "RGB") -> bytes:
    drawn = np.random.default_rng(0).integers(0, 255, (height, width, 3), np.uint8)
    content = io.BytesIO()
    Image.fromarray(drawn).convert(mode).save(content, "PNG")
    return content.getvalue()


def decoded(text: str) -> Image.Image:
    return Image.open(io.BytesIO(base64.b64decode(text)))


def test_the_page_learns_what_a_model_reads(served: Served) -> None:
    told = served.get("/models/reading", model="digits.onnx").json
    assert (told["width"], told["height"], told["channels"], told["dark"]) == (8, 8, 1, True)
    assert told["labels"] == [str(digit) for digit in range(10)]
    assert told["drawn"]
    assert told["explains"]
    assert not served.get("/models/reading", model="denoiser.onnx").json["drawn"]


def test_an_answer_is_that_of_the_predictor(
    served: Served, trained: TrainedModels, tmp_path: Path
) -> None:
    picture = next(write_digits(tmp_path / "digits").rglob("*.png"))
    told = served.upload("/models/predict", picture.read_bytes(), model="digits.onnx", top="3").json
    expected = Predictor(trained["digits"])(picture)
    assert told["label"] == expected.label
    assert [(s["label"], s["share"]) for s in told["shares"]] == expected.top(3)


def test_a_mask_comes_as_colours_over_the_picture(served: Served) -> None:
    told = served.upload("/models/predict", png(), model="segmenter.onnx").json
    assert sum(share["share"] for share in told["shares"]) == pytest.approx(1)
    assert all(share["colour"].startswith("#") for share in told["shares"])
    assert decoded(told["picture"]).size == (256, 192)


def test_a_filter_gives_its_picture(served: Served) -> None:
    told = served.upload("/models/predict", png(), model="denoiser.onnx").json
    assert decoded(told["picture"]).size == (256, 256)
    assert told["shares"] == []


def test_heat_lies_over_the_picture(served: Served) -> None:
    told = served.upload("/models/heat", png(), model="digits.onnx", label="3").json
    assert told["label"] == "3"
    assert told["method"] in ("cam", "grad-cam", "occlusion")
    assert decoded(told["picture"]).size == (256, 192)


def test_where_there_is_no_heat_the_reason_is_said(served: Served) -> None:
    answer = served.upload("/models/heat", png(), model="denoiser.onnx")
    assert answer.status == 400
    assert answer.json["fix"]


def test_a_model_of_rows_looks_at_no_pictures(served: Served) -> None:
    answer = served.upload("/models/predict", png(), model="pendulum.onnx")
    assert answer.status == 400
    assert "reads table, no pictures" in answer.json["message"]
    assert "Predict values" in answer.json["fix"]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "nothing came"),
        (b"no picture", "no format that Pillow knows"),
        (png()[:200], ""),
        (b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n", "no format that Pillow knows"),
    ],
)
def test_broken_pictures_are_refused(served: Served, content: bytes, said: str) -> None:
    answer = served.upload("/models/predict", content, model="digits.onnx")
    assert answer.status == 400
    assert said in answer.json["message"]


def test_a_picture_of_too_many_pixels_is_not_decoded(served: Served) -> None:
    content = io.BytesIO()
    Image.new("1", (10_000, 6_000)).save(content, "PNG")
    answer = served.upload("/models/predict", content.getvalue(), model="digits.onnx")
    assert answer.status == 400
    assert "more than 50 million" in answer.json["message"]


def test_too_many_bytes_are_not_kept(served: Served) -> None:
    answer = served.upload("/models/predict", b"0" * (33 << 20), model="digits.onnx")
    assert answer.status == 400
    assert "more than 32 MB" in answer.json["message"]


@pytest.mark.parametrize(
    "name", ["../digits.onnx", "/etc/passwd", "none.onnx", "a/../../b.onnx", "C:x.onnx", ""]
)
def test_models_elsewhere_are_not_opened(served: Served, name: str) -> None:
    assert served.upload("/models/predict", png(), model=name).status == 400
    assert served.get("/models/reading", model=name).status == 400
    assert served.upload("/models/heat", png(), model=name).status == 400


def test_an_absolute_path_is_not_opened(served: Served) -> None:
    answer = served.upload("/models/predict", png(), model=str(served.models / "digits.onnx"))
    assert "absolute path" in answer.json["message"]


@pytest.mark.parametrize("top", ["0", "-1", "1001", "x"])
def test_an_odd_number_of_labels_is_refused(served: Served, top: str) -> None:
    answer = served.upload("/models/predict", png(), model="digits.onnx", top=top)
    assert "from 1 to 1000" in answer.json["message"]


def test_pictures_wait_for_a_turn_and_are_refused_after_a_while(
    served: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    from netwright_nodes.using import trying

    monkeypatch.setattr(trying, "_turns", threading.BoundedSemaphore(1))
    monkeypatch.setattr(trying, "_PATIENCE_SECONDS", 0.01)
    with trying._turn():
        answer = served.upload("/models/predict", png(), model="digits.onnx")
    assert answer.status == 400
    assert "busy" in answer.json["message"]
    assert served.upload("/models/predict", png(), model="digits.onnx").status == 200


def test_a_model_that_is_replaced_answers_anew(served: Served) -> None:
    assert served.upload("/models/predict", png(), model="digits.onnx").json["shares"]
    (served.models / "digits.onnx").unlink()
    assert served.upload("/models/predict", png(), model="digits.onnx").status == 400


def test_a_page_of_another_site_gets_no_answer(served: Served) -> None:
    path = "/models/predict?model=digits.onnx"
    for headers in ({"Origin": "https://elsewhere.example"}, {"Content-Type": "text/plain"}):
        assert served.ask("POST", path, headers=headers, data=png()).status == 403
