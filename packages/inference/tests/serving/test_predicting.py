"""The answers over HTTP are those of a Predictor in process."""

from __future__ import annotations

import base64
import io
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import pytest
from PIL import Image

from netwright.inference import Predictor
from netwright.inference.serving import Settings
from netwright.interfaces.documents import (
    METADATA_KEY,
    AnySize,
    ArrayPreprocessing,
    Autoencoding,
    CategoryColumn,
    ImagePreprocessing,
    ImageToImage,
    Model,
    MultiLabel,
    NextToken,
    NumberColumn,
    Regression,
    Segmentation,
    TablePreprocessing,
    TextPreprocessing,
)

Build = Callable[..., Path]
GREY = ImagePreprocessing(mode="L", height=4, width=4, mean=(0.0,), std=(1.0,))
AS_SHARES = [
    ("Cast", ["x"], "floats", {"to": 1}),
    ("Div", ["floats", "255"], "shares", {}),
]
NUMBERS = {"255": np.float32(255)}


@pytest.fixture
def letters(task_model: Build) -> Path:
    """Goes on with the letter after the one that it sees."""
    text = TextPreprocessing(vocabulary=("a", "b", "c"), length=4)
    scores = np.full((4, 4), 0.01, np.float32)
    scores[[1, 2, 3], [2, 3, 1]] = 0.9
    nodes = [("Gather", ["scores", "x"], "probabilities", {})]
    return task_model(NextToken(), text, "probabilities", (4, 4), nodes, {"scores": scores})


def only(response: Any) -> dict[str, Any]:
    assert response.status_code == 200, response.text
    (answer,) = response.json()["answers"]
    return dict(answer)


def test_every_way_to_send_an_image_gives_the_predictors_answer(
    digits_server, model_path: Path, save_image: Build
) -> None:
    image = save_image()
    content = image.read_bytes()
    expected = Predictor(model_path)(image).to_dict(5)
    del expected["path"]
    pixels = np.asarray(Image.open(image)).tolist()
    text = base64.b64encode(content).decode()
    for request in (
        {"content": content, "headers": {"Content-Type": "image/png"}},
        {"content": content, "headers": {"Content-Type": "application/octet-stream"}},
        {"content": content},
        {"json": {"inputs": [text]}},
        {"json": {"inputs": [f"data:image/png;base64,{text}"]}},
        {"json": {"inputs": [pixels]}},
    ):
        assert only(digits_server.predict("digits", **request)) == expected
    answer = only(digits_server.predict("digits", files={"image": ("a.png", content)}))
    assert answer == {**expected, "name": "a.png"}


def test_several_images_are_answered_in_their_order(
    digits_server, model_path: Path, save_image: Build
) -> None:
    images = [save_image(f"{number}.png", seed=number) for number in range(5)]
    files = [("image", (image.name, image.read_bytes())) for image in images]
    answers = digits_server.predict("digits", files=files, params={"top": 2}).json()["answers"]
    predictor = Predictor(model_path)
    assert [answer["name"] for answer in answers] == [image.name for image in images]
    for image, answer in zip(images, answers, strict=True):
        assert answer["top"] == predictor(image).to_dict(2)["top"]


def test_more_samples_than_a_batch_are_answered_in_parts(serve, model_path: Path) -> None:
    pixels = np.random.default_rng(0).integers(0, 256, (10, 12, 14)).tolist()
    server = serve(f"digits={model_path}", settings=Settings(max_batch=4))
    answers = server.predict("digits", json={"inputs": pixels}).json()["answers"]
    alone = [only(server.predict("digits", json={"inputs": [one]})) for one in pixels]
    assert [answer["label"] for answer in answers] == [answer["label"] for answer in alone]


def test_rows_of_a_table_may_be_mappings_or_lists(serve, task_model: Build) -> None:
    table = TablePreprocessing(
        columns=(
            NumberColumn(name="size", fill=2.0, mean=0, std=1),
            CategoryColumn(name="kind", values=("flat", "house")),
        )
    )
    target = Regression(columns=("price", "kind"), mean=(0, 0), std=(1, 1))
    model = task_model(target, table, "values", (2,), [("Identity", ["x"], "values", {})], {})
    rows = [{"size": 3, "kind": "house"}, [4.5, "flat"], {"size": "5", "kind": "flat", "more": 1}]
    response = serve(f"prices={model}").predict("prices", json={"inputs": rows})
    values = [answer["values"] for answer in response.json()["answers"]]
    assert values == [
        {"price": 3, "kind": 1},
        {"price": 4.5, "kind": 0},
        {"price": 5, "kind": 0},
    ]


def test_a_number_that_json_cannot_write_is_null(serve, task_model: Build) -> None:
    table = TablePreprocessing(columns=(NumberColumn(name="size", fill=2.0, mean=0, std=1),))
    target = Regression(columns=("price",), mean=(0,), std=(1,))
    model = task_model(target, table, "values", (1,), [("Identity", ["x"], "values", {})], {})
    response = serve(f"prices={model}").predict("prices", json={"inputs": [[None]]})
    assert only(response) == {"values": {"price": None}}


def test_a_mask_comes_as_a_picture_at_the_images_own_size(serve, task_model: Build) -> None:
    nodes = [
        *AS_SHARES,
        ("Transpose", ["shares"], "bright", {"perm": [0, 3, 1, 2]}),
        ("Sub", ["1", "bright"], "dark", {}),
        ("Concat", ["dark", "bright"], "probabilities", {"axis": 1}),
    ]
    target = Segmentation(classes=("ground", "coin"), colors=((0, 0, 0), (250, 200, 0)))
    weights = {**NUMBERS, "1": np.float32(1)}
    model = task_model(target, GREY, "probabilities", (2, 4, 4), nodes, weights)
    image = np.zeros((8, 8), np.uint8)
    image[:, 4:] = 255
    server = serve(f"coins={model}")
    answer = only(server.predict("coins", content=png(image)))
    assert answer["shares"] == {"ground": 0.5, "coin": 0.5}
    assert answer["colors"] == {"ground": "#000000", "coin": "#fac800"}
    alone = server.predict("coins", content=png(image), headers={"Accept": "image/png"})
    assert alone.headers["Content-Type"] == "image/png"
    for content in (alone.content, base64.b64decode(answer["png"])):
        mask = Image.open(io.BytesIO(content))
        np.testing.assert_array_equal(np.asarray(mask), image // 255)
        assert mask.convert("RGB").getpixel((7, 0)) == (250, 200, 0)


def test_a_filtered_picture_comes_as_a_picture(serve, task_model: Build) -> None:
    nodes = [*AS_SHARES, ("Sub", ["1", "shares"], "picture", {})]
    target = ImageToImage(mode="L", height=4, width=4)
    weights = {**NUMBERS, "1": np.float32(1)}
    model = task_model(target, GREY, "picture", (4, 4, 1), nodes, weights)
    image = np.arange(16, dtype=np.uint8).reshape(4, 4)
    response = serve(f"negative={model}").predict(
        "negative", content=png(image), headers={"Accept": "image/png"}
    )
    np.testing.assert_array_equal(np.asarray(Image.open(io.BytesIO(response.content))), 255 - image)


def test_a_rebuilt_image_comes_with_its_error(serve, task_model: Build) -> None:
    nodes = [*AS_SHARES, ("Identity", ["shares"], "picture", {})]
    model = task_model(Autoencoding(), GREY, "picture", (4, 4, 1), nodes, NUMBERS)
    image = np.full((4, 4), 7, np.uint8)
    answer = only(serve(f"again={model}").predict("again", content=png(image)))
    assert answer["error"] < 1e-9
    np.testing.assert_array_equal(
        np.asarray(Image.open(io.BytesIO(base64.b64decode(answer["png"])))), image
    )


def test_a_rebuilt_array_comes_as_numbers(serve, task_model: Build) -> None:
    array = ArrayPreprocessing(shape=(2, 3))
    nodes = [("Identity", ["x"], "values", {})]
    model = task_model(Autoencoding(), array, "values", (2, 3), nodes, {})
    sample = [[1, 2, 3], [4, 5, 6.5]]
    answer = only(serve(f"again={model}").predict("again", json={"inputs": [sample]}))
    assert answer == {"error": 0, "values": sample}


def test_labels_come_with_a_probability_each(serve, task_model: Build) -> None:
    array = ArrayPreprocessing(shape=(2,))
    nodes = [("Identity", ["x"], "probabilities", {})]
    target = MultiLabel(classes=("even", "round"))
    model = task_model(target, array, "probabilities", (2,), nodes, {})
    answer = only(serve(f"tags={model}").predict("tags", json={"inputs": [[0.25, 0.75]]}))
    assert answer == {"labels": ["round"], "probabilities": {"even": 0.25, "round": 0.75}}


def test_texts_may_be_json_plain_text_or_files(serve, letters: Path) -> None:
    server = serve(f"letters={letters}")
    plain = {"Content-Type": "text/plain; charset=utf-8"}
    for request in (
        {"json": {"inputs": ["ab"]}},
        {"content": "ab", "headers": plain},
        {"files": {"text": ("a.txt", "ab")}},
    ):
        answer = only(server.predict("letters", params={"top": 1}, **request))
        assert answer["text"] == "c"


def test_a_text_is_gone_on_with(serve, letters: Path) -> None:
    client = serve(f"letters={letters}").client
    body = {"prompt": "ab", "tokens": 5, "temperature": 0}
    response = client.post("/v1/models/letters/continue", json=body)
    assert response.json() == {"prompt": "ab", "text": "cabca"}


def test_one_request_that_the_graph_refuses_spoils_no_other(serve, task_model: Build) -> None:
    """Whole numbers are tokens of any size; onnxruntime alone knows how many there are."""
    array = ArrayPreprocessing(shape=(1,), dtype="int64")
    table = np.eye(3, dtype=np.float32)
    nodes = [("Gather", ["table", "x"], "rows", {}), ("Squeeze", ["rows", "1"], "values", {})]
    target = Regression(columns=("a", "b", "c"), mean=(0,) * 3, std=(1,) * 3)
    weights = {"table": table, "1": np.array([1])}
    model = task_model(target, array, "values", (3,), nodes, weights)
    server = serve(f"tokens={model}", settings=Settings(max_wait=0.2))
    with ThreadPoolExecutor(8) as threads:
        sent = [2, 99, 1, 0, 98, 2, 1, 0]
        inputs = [{"inputs": [[token]]} for token in sent]
        answers = list(threads.map(lambda body: server.predict("tokens", json=body), inputs))
    assert [answer.status_code for answer in answers] == [
        200 if token < 3 else 422 for token in sent
    ]
    assert only(answers[0])["values"] == {"a": 0, "b": 0, "c": 1}
    assert answers[1].json()["error"]["message"] == "the model does not take these numbers."


def test_a_model_of_pictures_of_any_size_answers_at_their_size(serve, task_model: Build) -> None:
    nodes = [*AS_SHARES, ("Sub", ["1", "shares"], "picture", {})]
    target = ImageToImage(mode="L", height=4, width=4)
    weights = {**NUMBERS, "1": np.float32(1)}
    model = of_any_size(task_model(target, GREY, "picture", (4, 4, 1), nodes, weights))
    server = serve(f"negative={model}", settings=Settings(max_pixels_unfitted=1000))
    images = [np.full(size, 7, np.uint8) for size in ((4, 4), (6, 9), (4, 4), (20, 30))]
    files = [("image", (f"{n}.png", png(image))) for n, image in enumerate(images)]
    answers = server.predict("negative", files=files).json()["answers"]
    for image, answer in zip(images, answers, strict=True):
        picture = Image.open(io.BytesIO(base64.b64decode(answer["png"])))
        np.testing.assert_array_equal(np.asarray(picture), 255 - image)
    refused = server.predict("negative", content=png(np.zeros((40, 40), np.uint8)))
    assert refused.status_code == 413  # Its memory grows with each pixel.
    assert server.client.get("/openapi.json").status_code == 200


def of_any_size(path: Path) -> Path:
    graph = onnx.load(path)
    model = Model.from_json(graph.metadata_props[0].value)
    said = model.model_copy(update={"any_size": AnySize(fitted=False)})
    onnx.helper.set_model_props(graph, {METADATA_KEY: said.to_json()})
    for value in (graph.graph.input[0], graph.graph.output[0]):
        for axis in (1, 2):
            value.type.tensor_type.shape.dim[axis].dim_param = f"side{axis}"
    path.write_bytes(graph.SerializeToString())
    return path


def png(pixels: np.ndarray) -> bytes:
    file = io.BytesIO()
    Image.fromarray(pixels).save(file, "png")
    return file.getvalue()
