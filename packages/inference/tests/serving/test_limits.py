"""What is over a limit is refused with a reason, and a server under pressure stays up."""

from __future__ import annotations

import asyncio
import contextlib
import io
import json
import socket
import struct
import time
import zlib
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import httpx
import numpy as np
import pytest
from PIL import Image

from netwright.inference.serving import Settings
from netwright.inference.serving.patience import ImpatientProtocol
from netwright.interfaces.documents import ArrayPreprocessing, Autoencoding

Build = Callable[..., Path]


def error(response: httpx.Response, status: int) -> dict[str, Any]:
    assert response.status_code == status, response.text
    assert set(response.json()) == {"error"}
    content = dict(response.json()["error"])
    assert set(content) == {"kind", "message", "where", "fix"}
    return content


def is_well(server: Any, image: bytes) -> bool:
    return bool(server.predict("digits", content=image).status_code == 200)


@pytest.fixture
def image(save_image: Build) -> bytes:
    return save_image().read_bytes()


def bomb(width: int, height: int) -> bytes:
    """A PNG of a few bytes that claims to be so large."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        check = struct.pack(">I", zlib.crc32(kind + data))
        return struct.pack(">I", len(data)) + kind + data + check

    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    pixels = chunk(b"IDAT", zlib.compress(b"\0" * 1000))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + pixels + chunk(b"IEND", b"")


def test_a_body_over_the_limit_is_refused(serve, model_path: Path, image: bytes) -> None:
    server = serve(f"digits={model_path}", settings=Settings(max_body=2**20))
    large = bytes(2**20 + 1)
    told = error(server.predict("digits", content=large), 413)
    assert told["message"] == "the body is larger than 1 MB."
    assert told["fix"].endswith("start the server with a larger --max-body-mb.")

    def chunks() -> Any:
        yield from (large[:100_000] for _ in range(12))

    error(server.predict("digits", content=chunks()), 413)
    assert is_well(server, image)


@pytest.mark.parametrize("size", [(10_000, 10_000), (60_000, 60_000)])
def test_a_decompression_bomb_is_refused(digits_server, image: bytes, size) -> None:
    told = error(digits_server.predict("digits", content=bomb(*size)), 413)
    assert "pixels" in told["message"]
    assert told["where"] == {"sample": "1"}
    assert is_well(digits_server, image)


def test_an_image_within_the_limit_of_pixels_is_taken(serve, model_path: Path) -> None:
    server = serve(f"digits={model_path}", settings=Settings(max_pixels=100))
    file = io.BytesIO()
    Image.new("L", (10, 10)).save(file, "png")
    assert is_well(server, file.getvalue())
    file = io.BytesIO()
    Image.new("L", (10, 11)).save(file, "png")
    told = error(server.predict("digits", content=file.getvalue()), 413)
    assert told["message"] == "the image has 10 x 11 pixels, more than 0.0001 million."


def test_a_format_that_starts_other_programs_is_not_opened(digits_server) -> None:
    told = error(digits_server.predict("digits", content=b"%!PS-Adobe-3.0 EPSF-3.0\n" * 9), 422)
    assert "no format" in told["message"]


def test_too_many_samples_are_refused(serve, model_path: Path, image: bytes) -> None:
    server = serve(f"digits={model_path}", settings=Settings(max_samples=2))
    pixels = np.zeros((3, 12, 14), int).tolist()
    assert error(server.predict("digits", json={"inputs": pixels}), 413)["fix"] == (
        "send 2 at a time."
    )
    files = [("image", ("a.png", image))] * 3
    error(server.predict("digits", files=files), 413)


def test_json_of_very_many_values_is_not_parsed(digits_server) -> None:
    body = b'{"inputs": [' + b"[]," * 1_500_000 + b"[]]}"
    headers = {"Content-Type": "application/json"}
    told = error(digits_server.predict("digits", content=body, headers=headers), 413)
    assert told["message"] == "the JSON holds more than 2,000,000 values."


def test_a_compressed_body_is_refused(digits_server, image: bytes) -> None:
    headers = {"Content-Encoding": "gzip"}
    error(digits_server.predict("digits", content=image, headers=headers), 415)


def test_an_upload_that_takes_too_long_is_ended(serve, model_path: Path, image: bytes) -> None:
    server = serve(f"digits={model_path}", settings=Settings(time_limit=0.3))
    with begun(server.port, length=1000) as connection:
        connection.settimeout(5)
        head = connection.recv(4096)
    assert head.startswith(b"HTTP/1.1 408 ")
    assert is_well(server, image)


def test_more_requests_than_may_wait_are_told_to_come_back(
    serve, model_path: Path, image: bytes
) -> None:
    server = serve(f"digits={model_path}", settings=Settings(max_requests=2))
    with begun(server.port, length=1000), begun(server.port, length=1000):
        wait_for(lambda: server.client.get("/readyz").status_code == 503)
        response = server.predict("digits", content=image)
        assert error(response, 503)["message"] == "2 requests are waiting already."
        assert response.headers["Retry-After"] == "1"
    wait_for(lambda: server.client.get("/readyz").status_code == 200)
    assert is_well(server, image)


def test_uploads_together_take_no_more_memory_than_they_may(
    serve, model_path: Path, image: bytes
) -> None:
    server = serve(f"digits={model_path}", settings=Settings(max_body=100_000, readers=1))
    waiting = []
    try:
        for _ in range(8):  # Eight bodies are what may be held.
            connection = begun(server.port, length=100_000)
            connection.sendall(bytes(99_990))
            waiting.append(connection)
        told = []
        wait_for(lambda: told.append(server.predict("digits", content=image)) or refused(told[-1]))
        assert error(told[-1], 503)["message"] == "the server holds as many samples as it may."
    finally:
        for connection in waiting:
            connection.close()
    wait_for(lambda: is_well(server, image))


def refused(response: httpx.Response) -> bool:
    return response.status_code == 503


def test_a_client_that_stops_mid_upload_leaves_nothing_behind(digits_server, image: bytes) -> None:
    for _ in range(20):
        begun(digits_server.port, length=1_000_000).close()
    progress = "netwright_requests_in_progress 0.0"
    wait_for(lambda: progress in digits_server.client.get("/metrics").text)
    assert is_well(digits_server, image)


def test_500_clients_at_once_are_all_answered(digits_server, image: bytes) -> None:
    async def load() -> list[int]:
        limits = httpx.Limits(max_connections=None, max_keepalive_connections=0)
        async with httpx.AsyncClient(
            base_url=digits_server.client.base_url, limits=limits, timeout=60
        ) as client:
            requests = (client.post("/v1/models/digits/predict", content=image) for _ in range(500))
            return [response.status_code for response in await asyncio.gather(*requests)]

    statuses = asyncio.run(load())
    assert set(statuses) <= {200, 503}
    assert statuses.count(200) >= 450
    assert is_well(digits_server, image)


def test_an_answer_does_not_wait_for_all_that_came_after_it(serve, model_path: Path) -> None:
    server = serve(f"digits={model_path}", settings=Settings(readers=1))
    file = io.BytesIO()
    Image.new("RGB", (3000, 3000), "red").save(file, "png")  # A tenth of a second to read.
    began = time.perf_counter()

    def seconds(_: int) -> float:
        assert is_well(server, file.getvalue())
        return time.perf_counter() - began

    with ThreadPoolExecutor(10) as threads:
        times = sorted(threads.map(seconds, range(10)))
    assert times[0] < times[-1] / 2


def test_slow_clients_do_not_hold_up_quick_ones(digits_server, image: bytes) -> None:
    slow = [begun(digits_server.port, length=1_000_000) for _ in range(200)]
    try:
        began = time.perf_counter()
        assert is_well(digits_server, image)
        assert time.perf_counter() - began < 2
    finally:
        for connection in slow:
            connection.close()


def test_a_head_without_an_end_is_refused(digits_server, image: bytes) -> None:
    with socket.create_connection(("127.0.0.1", digits_server.port), timeout=5) as connection:
        connection.sendall(b"GET / HTTP/1.1\r\nX-Long: " + b"x" * 20_000)
        assert connection.recv(4096).startswith(b"HTTP/1.1 400 ")
    assert is_well(digits_server, image)


def test_a_connection_on_which_no_request_comes_is_closed(
    digits_server, image: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ImpatientProtocol, "patience", 0.3)
    address = ("127.0.0.1", digits_server.port)
    with socket.create_connection(address, timeout=5) as connection:
        until = time.monotonic() + 5
        while not closed(connection):  # A byte at a time, as slow attackers do.
            assert time.monotonic() < until
            time.sleep(0.05)
    assert is_well(digits_server, image)
    time.sleep(0.8)  # The client of the tests keeps its connection; it is closed and made anew.
    assert is_well(digits_server, image)


@pytest.mark.parametrize(
    "request_",
    [
        b"\0\1\2\r\n\r\n",
        b"GET / HTTP/1.1\r\n\r\n",
        b"POST /healthz HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: gzip\r\n\r\nxyz\r\n",
        b"POST /v1/models/digits/predict HTTP/1.1\r\nHost: localhost\r\nContent-Length: -1\r\n\r\n",
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" * 20,
    ],
)
def test_what_is_no_http_is_told_in_the_same_form(
    digits_server, image: bytes, request_: bytes
) -> None:
    with socket.create_connection(("127.0.0.1", digits_server.port), timeout=5) as connection:
        connection.sendall(request_)
        head, _, body = received(connection).partition(b"\r\n\r\n")
    assert head.startswith(b"HTTP/1.1 400 ")
    assert json.loads(body)["error"]["message"] == "this is no valid HTTP request."
    assert is_well(digits_server, image)


def test_nonsense_after_an_early_refusal_does_no_harm(digits_server, image: bytes) -> None:
    with socket.create_connection(("127.0.0.1", digits_server.port), timeout=5) as connection:
        connection.sendall(
            b"POST /v1/models/none/predict HTTP/1.1\r\nHost: localhost\r\n"
            b"Transfer-Encoding: chunked\r\n\r\n"
        )
        answer = connection.recv(4096)
        connection.sendall(b"no chunk\r\n")
        answer += received(connection)
    assert answer.startswith(b"HTTP/1.1 404 ")
    assert answer.endswith(b"}}")
    assert is_well(digits_server, image)


def test_a_client_that_reads_no_answer_is_let_go(
    serve, task_model: Build, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ImpatientProtocol, "patience", 0.3)
    array = ArrayPreprocessing(shape=(300, 300))
    nodes, weights = [("Mul", ["x", "a"], "values", {})], {"a": np.float32(0.123456)}
    model = task_model(Autoencoding(), array, "values", (300, 300), nodes, weights)
    server = serve(f"again={model}")
    inputs = np.ones((7, 300, 300), int).tolist()
    body = json.dumps({"inputs": inputs}).encode()
    head = (
        f"POST /v1/models/again/predict HTTP/1.1\r\nHost: localhost\r\n"
        f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    with socket.socket() as connection:
        connection.settimeout(5)
        # The system would take in all of the answer by itself.
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 65536)
        connection.connect(("127.0.0.1", server.port))
        connection.sendall(head.encode() + body)
        answered = 'route="/v1/models/{name}/predict",status="200"} 1.0'
        wait_for(lambda: answered in server.client.get("/metrics").text, 20)
        time.sleep(1)  # It does not read.
        assert len(received(connection)) < 10_000_000  # Of 13 MB.


def received(connection: socket.socket) -> bytes:
    """All that comes until the other side closes."""
    parts = []
    with contextlib.suppress(ConnectionResetError):
        while part := connection.recv(65536):
            parts.append(part)
    return b"".join(parts)


def closed(connection: socket.socket) -> bool:
    try:
        connection.sendall(b"G")
    except OSError:
        return True
    return False


def begun(port: int, length: int) -> socket.socket:
    """A connection on which an upload has begun, and does not go on by itself."""
    connection = socket.create_connection(("127.0.0.1", port))
    connection.sendall(
        b"POST /v1/models/digits/predict HTTP/1.1\r\nHost: localhost\r\n"
        b"Content-Type: image/png\r\nContent-Length: %d\r\n\r\n\x89PNG" % length
    )
    return connection


def wait_for(happened: Callable[[], bool], seconds: float = 5) -> None:
    until = time.monotonic() + seconds
    while not happened():
        assert time.monotonic() < until, "it did not happen in time"
        time.sleep(0.02)
