"""A file that is replaced is taken anew, and no request is lost for it."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from netwright.inference.serving import Settings
from netwright.interfaces.files import write_atomic

Build = Callable[..., Path]
LABELS = tuple("abcdefghij")
OFTEN = Settings(reload_every=0.05)


def wait_for(happened: Callable[[], bool], seconds: float = 10) -> None:
    until = time.monotonic() + seconds
    while not happened():
        assert time.monotonic() < until, "it did not happen in time"
        time.sleep(0.02)


@pytest.fixture
def image(save_image: Build) -> bytes:
    return save_image().read_bytes()


def problem(server) -> dict | None:
    (model,) = server.client.get("/readyz").json()["models"]
    return model["problem"]


def test_a_new_model_is_taken_without_losing_a_request(
    serve, build_model: Build, image: bytes
) -> None:
    old, new = build_model("old.onnx"), build_model("new.onnx", labels=LABELS)
    server = serve(f"m={old}", settings=OFTEN)
    answers: list[tuple[int, str]] = []
    over = threading.Event()

    def ask() -> None:
        while not over.is_set():
            response = server.predict("m", content=image)
            label = response.json()["answers"][0]["label"] if response.is_success else ""
            answers.append((response.status_code, label))

    asking = [threading.Thread(target=ask) for _ in range(4)]
    for thread in asking:
        thread.start()
    write_atomic(old, new.read_bytes())
    try:
        wait_for(lambda: bool(answers) and answers[-1][1] in LABELS)
    finally:
        over.set()
        for thread in asking:
            thread.join()
    assert {status for status, _ in answers} == {200}
    assert answers[0][1].isdigit()
    assert 'netwright_reloads_total{model="m@1",outcome="taken"} 1.0' in (
        server.client.get("/metrics").text
    )


def test_a_broken_file_keeps_the_old_model_and_says_so(
    serve, build_model: Build, image: bytes, caplog: pytest.LogCaptureFixture
) -> None:
    path = build_model("m.onnx")
    whole = path.read_bytes()
    server = serve(f"m={path}", settings=OFTEN)
    write_atomic(path, whole[:-100])
    wait_for(lambda: problem(server) is not None)
    told = problem(server)
    assert told["kind"] == "ModelError"
    assert told["where"]["file"] == str(path)
    assert "m@1: the model that was there goes on. ModelError: " in caplog.text
    assert server.client.get("/readyz").status_code == 200
    assert server.predict("m", content=image).status_code == 200
    path.unlink()
    wait_for(lambda: problem(server)["message"] == "the model's file is gone.")
    assert server.predict("m", content=image).status_code == 200
    write_atomic(path, whole)
    wait_for(lambda: problem(server) is None)


def test_a_file_that_does_not_change_is_left_alone(serve, model_path: Path) -> None:
    server = serve(f"m={model_path}", settings=Settings(reload_every=0.01))
    (before,) = server.client.get("/v1/models").json()["models"]
    time.sleep(0.2)
    (after,) = server.client.get("/v1/models").json()["models"]
    assert before == after
