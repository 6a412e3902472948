"""Whatever is sent, the answer is a 4xx with a reason, or a prediction; never a 5xx."""

from __future__ import annotations

import contextlib
import random
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import httpx
import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from netwright.inference.serving import Settings
from netwright.interfaces.documents import (
    ArrayPreprocessing,
    Autoencoding,
    CategoryColumn,
    Classification,
    NumberColumn,
    Regression,
    TablePreprocessing,
    TextPreprocessing,
)

Build = Callable[..., Path]
QUICKLY = settings(
    max_examples=60,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
HEADERS = (
    "application/json",
    "multipart/form-data; boundary=b",
    "image/png",
    "text/plain",
    "",
    "x",
)
ABSURD: list[Any] = [
    None,
    True,
    1e308,
    -(10**400),
    10**4000,
    "\ud800",
    "\0",
    "",
    [],
    {},
    [[]],
    [[], [1]],
    [[[1, 2], [3]]],
    [1e39],
    [None] * 14,
    [["a"] * 14] * 12,
    [[0.5] * 14] * 12,
    [[256] * 14] * 12,
    [[-1] * 14] * 12,
    [[[0] * 2] * 14] * 12,
    [[[[[0]]]]],
    {"a": {"a": []}},
    {"size": []},
    {"size": "1,5", "kind": "house"},
    {"size": 10**400, "kind": {}},
    "data:image/png;base64,====",
    "A" * 10_000,
]


@pytest.fixture
def target(serve, model_path: Path, task_model: Build, tmp_path: Path) -> Any:
    """A server of a model of each kind of sample."""
    models = [f"image={model_path}"]

    def add(name: str, *arguments: Any) -> None:
        path = tmp_path / f"{name}.onnx"
        task_model(*arguments).rename(path)
        models.append(f"{name}={path}")

    same = [("Identity", ["x"], "values", {})]
    columns = (
        NumberColumn(name="size", fill=0, mean=0, std=1),
        CategoryColumn(name="kind", values=("flat", "house")),
    )
    prices = Regression(columns=("price", "kind"), mean=(0, 0), std=(1, 1))
    add("table", prices, TablePreprocessing(columns=columns), "values", (2,), same, {})
    add("array", Autoencoding(), ArrayPreprocessing(shape=(2, 3)), "values", (2, 3), same, {})
    tokens = ArrayPreprocessing(shape=(2,), dtype="int64")
    rows = {"rows": np.eye(3, dtype=np.float32)[:, :1]}
    looked_up = [("Gather", ["rows", "x"], "rows_of", {}), ("Flatten", ["rows_of"], "values", {})]
    add("tokens", prices, tokens, "values", (2,), looked_up, rows)
    text = TextPreprocessing(vocabulary=("a", "b"), length=2)
    as_numbers = [("Cast", ["x"], "probabilities", {"to": 1})]
    add("text", Classification(classes=("a", "b")), text, "probabilities", (2,), as_numbers, {})
    return serve(*models, settings=Settings(max_samples=50, max_body=2**20))


KINDS = ("image", "table", "array", "tokens", "text")


def check(response: httpx.Response) -> None:
    if response.status_code == 200:
        assert response.json()["answers"]
        return
    assert 400 <= response.status_code < 500, response.text
    error = response.json()["error"]
    assert error["message"]
    assert error["fix"]


def post(target: Any, kind: str, content: bytes, media_type: str) -> None:
    check(target.predict(kind, content=content, headers={"Content-Type": media_type}))


@pytest.mark.parametrize("kind", KINDS)
def test_absurd_samples(target: Any, kind: str) -> None:
    for sample in ABSURD:
        for body in ({"inputs": [sample]}, {"inputs": [sample, sample]}, sample):
            with contextlib.suppress(ValueError):  # httpx does not write all of it.
                post(target, kind, _json(body), "application/json")


@pytest.mark.parametrize("kind", KINDS)
def test_bodies_that_are_no_json(target: Any, kind: str) -> None:
    for body in (
        b"",
        b"{",
        b'{"inputs": [NaN]}',
        b'{"inputs": [Infinity]}',
        b'{"inputs": [1e999]}',
        b'{"inputs": [[[1e999, 1, 1], [1, 1, 1]]]}',
        b'{"inputs": ' + b"[" * 100_000 + b"]" * 100_000 + b"}",
        b'{"inputs": [' + b'{"a":' * 50_000 + b"1" + b"}" * 50_000 + b"]}",
        b'{"inputs": [' + b"9" * 5_000 + b"]}",
        b'{"inputs": ["\xff\xfe"]}',
        b"\xff\xfe{\x00}\x00",
        b'{"inputs": [], "inputs": [1]}',
        b'{"inputs": [1], "more": 1}',
    ):
        post(target, kind, body, "application/json")


@QUICKLY
@given(body=st.binary(max_size=300), kind=st.sampled_from(KINDS), header=st.sampled_from(HEADERS))
def test_random_bodies(target: Any, body: bytes, kind: str, header: str) -> None:
    post(target, kind, body, header)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=9),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=12,
)


@QUICKLY
@given(samples=st.lists(JSON, max_size=3), kind=st.sampled_from(KINDS))
def test_random_json(target: Any, samples: list[Any], kind: str) -> None:
    post(target, kind, _json({"inputs": samples}), "application/json")


def test_multipart_that_is_cut_short_or_changed(target: Any, save_image: Build) -> None:
    image = save_image().read_bytes()
    whole = (
        b'--b\r\nContent-Disposition: form-data; name="i"; filename="a.png"\r\n'
        b"Content-Type: image/png\r\n\r\n" + image + b"\r\n--b--\r\n"
    )
    media_type = "multipart/form-data; boundary=b"
    assert target.predict("image", content=whole, headers={"Content-Type": media_type}).is_success
    for body in _damaged(whole):
        for kind in ("image", "text"):
            post(target, kind, body, media_type)
    for header in ("multipart/form-data", "multipart/form-data; boundary=", "multipart/mixed"):
        post(target, "image", whole, header)
    # Not a file, and no name.
    for head in (b'form-data; name="i"', b'form-data; filename="a"', b"", b"\xff\xfe"):
        body = b"--b\r\nContent-Disposition: " + head + b"\r\n\r\nx\r\n--b--\r\n"
        post(target, "image", body, media_type)


@pytest.mark.parametrize(
    ("name", "mode"),
    [("a.png", "RGB"), ("a.jpg", "RGB"), ("a.gif", "P"), ("a.webp", "RGB"), ("a.tif", "RGB")],
)
def test_damaged_images(target: Any, save_image: Build, name: str, mode: str) -> None:
    for body in _damaged(save_image(name, mode).read_bytes()):
        post(target, "image", body, "image/png")


def _damaged(whole: bytes) -> Iterator[bytes]:
    """Cut short, and with bytes changed."""
    chance = random.Random(0)
    for _ in range(15):
        yield whole[: chance.randrange(len(whole))]
        changed = bytearray(whole)
        for _ in range(chance.randrange(1, 20)):
            changed[chance.randrange(min(len(whole), 400))] = chance.randrange(256)
        yield bytes(changed)


def _json(content: Any) -> bytes:
    import json

    return json.dumps(content).encode()


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"[]",
        b'{"prompt": 1}',
        b'{"prompt": ""}',
        b'{"prompt": "a", "tokens": 1e9}',
        b'{"prompt": "a", "temperature": -1}',
        b'{"prompt": "a", "temperature": NaN}',
        b'{"prompt": "\\ud800"}',
        b'{"prompt": "a"}',
    ],
)
def test_prompts_that_do_not_fit(target: Any, body: bytes) -> None:
    for kind in KINDS:
        response = target.client.post(f"/v1/models/{kind}/continue", content=body)
        assert 400 <= response.status_code < 500, response.text
        assert response.json()["error"]["fix"]


@pytest.mark.parametrize("top", ["0", "-1", "x", "1e9", "99999999999999999999", ""])
def test_a_top_that_does_not_fit(target: Any, top: str) -> None:
    check(target.predict("image", content=b"", params={"top": top}))
