"""Servers that really listen, in a thread of the tests' own process."""

from __future__ import annotations

import contextlib
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import httpx
import pytest

from netwright.inference.serving import Settings, Shelf, create_app
from netwright.inference.serving.listening import address_of, listen
from netwright.inference.serving.naming import parse_argument
from netwright.inference.serving.server import server_for


class Serving(NamedTuple):
    """A server that runs."""

    client: httpx.Client
    port: int
    shelf: Shelf

    def predict(self, name: str, **request: object) -> httpx.Response:
        """The answer of a model."""
        return self.client.post(f"/v1/models/{name}/predict", **request)  # type: ignore[arg-type]


Serve = Callable[..., Serving]


@contextlib.contextmanager
def running(models: list[str], settings: Settings, **more: object) -> Iterator[Serving]:
    shelf = Shelf([parse_argument(model) for model in models])
    bound = listen("127.0.0.1", 0)
    port = bound.getsockname()[1]
    server = server_for(create_app(shelf, settings, **more), lambda: None)  # type: ignore[arg-type]
    thread = threading.Thread(target=server.run, kwargs={"sockets": [bound]})
    with httpx.Client(base_url=address_of(bound), timeout=20) as client:
        thread.start()
        while not server.started:
            time.sleep(0.005)
        try:
            yield Serving(client, port, shelf)
        finally:
            server.should_exit = True
            thread.join(20)
    assert not thread.is_alive()


@pytest.fixture
def serve() -> Iterator[Serve]:
    """Starts servers of models, each as `netwright serve` takes it."""
    with contextlib.ExitStack() as stack:

        def start(*models: object, settings: Settings | None = None, **more: object) -> Serving:
            names = [str(model) for model in models]
            return stack.enter_context(running(names, settings or Settings(), **more))

        yield start


@pytest.fixture
def digits_server(serve: Serve, model_path: Path) -> Serving:
    """A server of one classifier of grey digits, 12 x 14."""
    return serve(f"digits={model_path}")
