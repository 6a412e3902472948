"""`netwright serve` from the shell: what it says, how it stops, what it refuses."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
import typer.testing

from netwright.inference.commands.serve import app
from netwright.interfaces.errors import NetwrightError

Build = Callable[..., Path]
COMMAND = "from netwright.inference.commands.serve import app; app()"
NO_SIGNALS = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such signals")


class Process:
    """A server in a process of its own."""

    def __init__(self, *arguments: object, **variables: str) -> None:
        words = [sys.executable, "-c", COMMAND, *map(str, arguments), "--port", "0"]
        self.process = subprocess.Popen(
            words, stderr=subprocess.PIPE, text=True, env={**os.environ, **variables}
        )
        self.said: list[str] = []
        assert self.process.stderr is not None
        for line in self.process.stderr:
            self.said.append(line.rstrip("\n"))
            if line.startswith("serving at "):
                break
        else:
            raise AssertionError("\n".join(self.said))
        self.address = self.said[-1].split()[2]

    def stop(self, number: int) -> int:
        self.process.send_signal(number)
        return self.process.wait(20)


@pytest.fixture
def start() -> Iterator[Callable[..., Process]]:
    with contextlib.ExitStack() as stack:

        def begin(*arguments: object, **variables: str) -> Process:
            started = Process(*arguments, **variables)
            stack.enter_context(started.process)
            stack.callback(started.process.kill)
            return started

        yield begin


def refused(*arguments: object, **variables: str) -> NetwrightError:
    runner = typer.testing.CliRunner()
    result = runner.invoke(app, list(map(str, arguments)), env=variables)
    assert isinstance(result.exception, NetwrightError), result.output
    return result.exception


def test_it_says_what_is_served_and_where(start, model_path: Path) -> None:
    process = start(model_path, f"other@2={model_path}")
    assert process.said == [
        f"digits@1: classification, {model_path}",
        f"other@2: classification, {model_path}",
        f"serving at {process.address} (Ctrl-C stops)",
    ]
    assert process.address.startswith("http://127.0.0.1:")
    assert len(httpx.get(f"{process.address}/v1/models").json()["models"]) == 2


@NO_SIGNALS
@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 0)])
def test_a_signal_stops_it_once_what_is_in_flight_is_answered(
    start, model_path: Path, save_image: Build, number: int, code: int
) -> None:
    process, image = start(model_path), save_image().read_bytes()
    half = threading.Event()

    def upload() -> Iterator[bytes]:
        yield image[:100]
        assert half.wait(10)
        yield image[100:]

    answers: list[Any] = []

    def ask() -> None:
        url = f"{process.address}/v1/models/digits/predict"
        answers.append(httpx.post(url, content=upload(), timeout=20))

    asking = threading.Thread(target=ask)
    asking.start()
    while "netwright_requests_in_progress 1.0" not in httpx.get(f"{process.address}/metrics").text:
        time.sleep(0.02)
    process.process.send_signal(number)
    time.sleep(0.3)
    assert process.process.poll() is None  # It waits for the upload.
    half.set()
    asking.join(20)
    assert answers[0].status_code == 200
    assert process.process.wait(20) == code
    assert process.process.stderr.read() == ""


def test_it_warns_where_strangers_may_reach_it(start, model_path: Path) -> None:
    process = start(model_path, "--host", "0.0.0.0")
    assert process.said[0] == (
        "warning: whoever reaches 0.0.0.0 may use the models; --token-file asks them for a token."
    )
    process = start(model_path, "--host", "0.0.0.0", NETWRIGHT_TOKEN="open-sesame")
    assert "warning" not in " ".join(process.said)
    url = f"{process.address}/v1/models"
    assert httpx.get(url).status_code == 401
    assert httpx.get(url, headers={"Authorization": "Bearer open-sesame"}).status_code == 200


def test_a_token_comes_from_a_file(start, model_path: Path, tmp_path: Path) -> None:
    file = tmp_path / "token"
    file.write_text("open-sesame\n", "utf-8")
    process = start(model_path, "--token-file", file, NETWRIGHT_TOKEN="another")
    url = f"{process.address}/v1/models"
    assert httpx.get(url, headers={"Authorization": "Bearer open-sesame"}).status_code == 200
    assert httpx.get(url, headers={"Authorization": "Bearer another"}).status_code == 401


@pytest.mark.parametrize("content", [b"", b"two words", "sesamö".encode(), b"\xff"])
def test_a_token_that_no_header_can_hold_is_refused(
    model_path: Path, tmp_path: Path, content: bytes
) -> None:
    file = tmp_path / "token"
    file.write_bytes(content)
    error = refused(model_path, "--token-file", file)
    assert error.places == {"file": str(file)}
    assert "token" in error.message


def test_a_token_file_that_is_not_there_is_told(model_path: Path, tmp_path: Path) -> None:
    error = refused(model_path, "--token-file", tmp_path / "none")
    assert error.message == "the token cannot be read: No such file or directory."


def test_a_port_that_is_taken_is_told_with_a_way_out(start, model_path: Path) -> None:
    port = start(model_path).address.rpartition(":")[2]
    error = refused(model_path, "--port", port)
    assert error.message.startswith(f"the server cannot listen on 127.0.0.1 port {port}: ")
    assert error.fix == "--port 0 takes a free port."


def test_an_address_of_nowhere_is_told(model_path: Path) -> None:
    assert refused(model_path, "--host", "no such host").message == (
        "there is no address 'no such host'."
    )


def test_a_model_that_is_not_there_is_told(tmp_path: Path) -> None:
    assert refused(tmp_path / "none.onnx").message == "there is no such model file."


def test_what_is_not_installed_is_named(model_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import importlib.util

    there = importlib.util.find_spec
    monkeypatch.setattr(
        importlib.util, "find_spec", lambda name: None if name == "uvicorn" else there(name)
    )
    assert str(refused(model_path)) == (
        "serving needs uvicorn, which is not installed.\n"
        '  fix: pip install "netwright-inference[serve]"'
    )
