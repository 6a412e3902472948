"""Running an application until Ctrl-C or SIGTERM, and then until all in flight is answered."""

from __future__ import annotations

import asyncio
import signal
import socket
from collections.abc import Callable
from types import FrameType

import uvicorn
from starlette.types import ASGIApp

from netwright.inference.serving.listening import BACKLOG
from netwright.inference.serving.patience import ImpatientProtocol

_LONGEST_STOP = 30
_LARGEST_HEAD = 16 * 1024


class Server(uvicorn.Server):
    """uvicorn, which notes the signal instead of raising it once more at the end."""

    stopped_by: int | None = None

    def __init__(self, config: uvicorn.Config, told: Callable[[], None]) -> None:
        super().__init__(config)
        self._told = told

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """From its end on requests are answered."""
        await super().startup(sockets)
        self._told()

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """A second one ends the server at once."""
        self.force_exit = self.should_exit
        self.should_exit = True
        self.stopped_by = self.stopped_by or sig


def serve(app: ASGIApp, bound: socket.socket, told: Callable[[], None]) -> bool:
    """Serve until a signal comes; whether it was Ctrl-C.

    Args:
        app: The application.
        bound: Where to listen.
        told: Called once requests are answered.
    """
    server = server_for(app, told)
    asyncio.run(server.serve(sockets=[bound]))
    return server.stopped_by == signal.SIGINT


def server_for(app: ASGIApp, told: Callable[[], None]) -> Server:
    """A server of the application, which runs until its `should_exit` is set."""
    config = uvicorn.Config(
        app,
        http=ImpatientProtocol,
        log_config=None,
        access_log=False,
        # The answer's head says nothing of what is installed.
        server_header=False,
        ws="none",
        h11_max_incomplete_event_size=_LARGEST_HEAD,
        timeout_graceful_shutdown=_LONGEST_STOP,
        backlog=BACKLOG,
    )
    return Server(config, told)
