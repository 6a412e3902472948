"""What `netwright serve` adds to a prediction in process, and what batches are worth under load."""

from __future__ import annotations

import socket
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path

from bench.harness import Bar, Measurement
from bench.startup import IMAGE, MODEL
from bench.wide_model import write_wide_model
from netwright.inference import Predictor

_COMMAND = "from netwright.inference.commands.serve import app; app()"
_TURNS, _TIMES_A_TURN = 8, 40
_WARM_UP = 40
_CLIENTS = 16
_REQUESTS_A_CLIENT = 20


def measurements(folder: Path) -> list[Measurement]:
    """Milliseconds for one request at a time; seconds for many clients' requests."""
    wide = write_wide_model(folder / "wide.onnx")
    amount = (_CLIENTS * _REQUESTS_A_CLIENT, "requests")
    alone, together = "16 clients, --max-batch 1", "16 clients, batches"
    return [
        Measurement("added to the median request", added, (Bar(2.0),), rounds=5, unit="ms"),
        Measurement(alone, under_load(wide, "--max-batch", "1"), rounds=5, amount=amount),
        # A request costs both sides HTTP as well, so the model alone gains more than this.
        Measurement(together, under_load(wide), (Bar(0.8, of=alone),), rounds=5, amount=amount),
    ]


def added() -> float:
    """Milliseconds that the median request takes more than the median call of a `Predictor`."""
    content, predictor = IMAGE.read_bytes(), Predictor(MODEL)
    requests: list[float] = []
    calls: list[float] = []
    with serving(MODEL) as port:
        post = poster(port, content)
        _times(post, _WARM_UP)
        # Not one by one: onnxruntime's threads spin for a while after each call in this process.
        for _ in range(_TURNS):
            requests += _times(post, _TIMES_A_TURN)
            calls += _times(lambda: predictor(content), _TIMES_A_TURN)
    return 1000 * (statistics.median(requests) - statistics.median(calls))


def under_load(model: Path, *options: str) -> Callable[[], float]:
    """A measure of the seconds until all requests of all clients are answered."""

    def measure() -> float:
        content = IMAGE.read_bytes()
        with serving(model, *options) as port, ThreadPoolExecutor(_CLIENTS) as clients:
            posts = [poster(port, content) for _ in range(_CLIENTS)]
            list(clients.map(_repeat, posts))
            return _seconds(lambda: list(clients.map(_repeat, posts)))

    return measure


def poster(port: int, content: bytes) -> Callable[[], None]:
    """Sends one request over a connection of its own, and reads the answer."""
    connection = HTTPConnection("127.0.0.1", port)
    connection.connect()
    connection.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    def post() -> None:
        headers = {"Content-Type": "image/png"}
        connection.request("POST", "/v1/models/m/predict", content, headers)
        response = connection.getresponse()
        response.read()
        if response.status != 200:
            raise RuntimeError(f"the server answered {response.status}")

    return post


@contextmanager
def serving(model: Path, *options: str) -> Iterator[int]:
    """A server in a process of its own; gives its port."""
    words = [sys.executable, "-c", _COMMAND, f"m={model}", "--port", "0", *options]
    with subprocess.Popen(words, stderr=subprocess.PIPE, text=True) as process:
        try:
            yield _port(process)
        finally:
            process.terminate()


def _port(process: subprocess.Popen[str]) -> int:
    assert process.stderr is not None
    said = []
    for line in process.stderr:
        said.append(line)
        if line.startswith("serving at "):
            return int(line.split()[2].rpartition(":")[2])
    raise RuntimeError(f"the server did not start:\n{''.join(said)}")


def _repeat(post: Callable[[], None]) -> None:
    for _ in range(_REQUESTS_A_CLIENT):
        post()


def _times(work: Callable[[], object], count: int) -> list[float]:
    return [_seconds(work) for _ in range(count)]


def _seconds(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began
