"""What speaks for an answer, over HTTP."""

from __future__ import annotations

import base64
import io
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from PIL import Image

from netwright.inference import Explainer
from netwright.inference.serving import Settings
from netwright.interfaces.documents import (
    ArrayPreprocessing,
    Autoencoding,
    NumberColumn,
    Regression,
    TablePreprocessing,
)

Build = Callable[..., Path]


def explain(server, name: str, **request):
    return server.client.post(f"/v1/models/{name}/explain", **request)


def test_a_picture_gets_the_explainers_map_over_it(
    digits_server, model_path: Path, save_image: Build
) -> None:
    image = save_image()
    expected = Explainer(model_path)(image, label="3").to_dict()
    files = {"image": ("a.png", image.read_bytes())}
    told = explain(digits_server, "digits", files=files, params={"label": "3"}).json()
    assert (told["model"], told["version"]) == ("digits", "1")
    for key in ("label", "probability", "method", "hottest", "size"):
        assert told[key] == expected[key]
    overlay = Image.open(io.BytesIO(base64.b64decode(told["png"])))
    assert overlay.size == (171, 256)  # Of 40 x 60: large enough to be seen.


def test_a_photograph_is_explained_at_a_size_that_is_shown(digits_server) -> None:
    file = io.BytesIO()
    Image.new("RGB", (4000, 2000), "red").save(file, "jpeg")
    told = explain(digits_server, "digits", content=file.getvalue()).json()
    assert told["size"] == [4000, 2000]
    assert Image.open(io.BytesIO(base64.b64decode(told["png"]))).size == (640, 320)


def test_a_row_gets_the_effects_of_its_columns(serve, task_model: Build) -> None:
    columns = tuple(NumberColumn(name=name, fill=0, mean=0, std=1) for name in ("size", "age"))
    target = Regression(columns=("price", "years"), mean=(0, 0), std=(1, 1))
    table = TablePreprocessing(columns=columns)
    model = task_model(target, table, "values", (2,), [("Identity", ["x"], "values", {})], {})
    server = serve(f"prices={model}")
    told = explain(server, "prices", json={"inputs": [[3, 9]]}, params={"label": "years"}).json()
    assert told["parts"] == [{"column": "size", "effect": 0}, {"column": "age", "effect": 9}]


def test_what_cannot_be_explained_is_told(
    serve, model_path: Path, task_model: Build, save_image: Build
) -> None:
    nodes = [("Identity", ["x"], "values", {})]
    array = task_model(Autoencoding(), ArrayPreprocessing(shape=(2,)), "values", (2,), nodes, {})
    server = serve(f"digits={model_path}", f"again={array}")
    image = save_image().read_bytes()
    files = [("image", ("a.png", image))] * 2
    for request, status, message in (
        ({"content": image, "params": {"label": "11"}}, 422, "the model knows no class '11'."),
        ({"content": image, "params": {"method": "magic"}}, 422, "there is no method 'magic'."),
        ({"files": files}, 400, "expected one sample, but 2 came."),
        ({"content": b"x"}, 422, "expected an image, but the content is of no format"),
    ):
        response = explain(server, "digits", **request)
        assert response.status_code == status
        assert response.json()["error"]["message"].startswith(message)
    response = explain(server, "again", json={"inputs": [[1, 2]]})
    assert response.status_code == 422


def test_explaining_does_not_hold_up_predicting(serve, model_path: Path, save_image: Build) -> None:
    """It is done in a thread of its own: with one reader, predictions still come."""
    server = serve(f"digits={model_path}", settings=Settings(readers=1))
    image = save_image().read_bytes()
    with ThreadPoolExecutor(8) as threads:
        explained = [
            threads.submit(explain, server, "digits", content=image, params={"method": "occlusion"})
            for _ in range(4)
        ]
        predicted = [threads.submit(server.predict, "digits", content=image) for _ in range(20)]
        assert {future.result().status_code for future in (*explained, *predicted)} == {200}
