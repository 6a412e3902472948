"""Running an application until Ctrl-C or SIGTERM, and then until all in flight is answered."""

from __future__ import annotations

import asyncio
import signal
import socket
from types import FrameType

import uvicorn
from starlette.types import ASGIApp

from netwright.inference.serving.listening import BACKLOG
from netwright.inference.serving.patience import ImpatientProtocol

_LONGEST_STOP = 30
_LARGEST_HEAD = 16 * 1024


class _Uvicorn(uvicorn.Server):
    """uvicorn, which notes the signal instead of raising it once more at the end."""

    stopped_by: int | None = None

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """A second one ends the server at once."""
        self.force_exit = self.should_exit
        self.should_exit = True
        self.stopped_by = self.stopped_by or sig


def server_for(app: ASGIApp) -> uvicorn.Server:
    """A server of the application, which runs until its `should_exit` is set."""
    return _server(app)


def serve(app: ASGIApp, bound: socket.socket) -> bool:
    """Serve until a signal comes; whether it was Ctrl-C.

    Args:
        app: The application.
        bound: Where to listen.
    """
    server = _server(app)
    asyncio.run(server.serve(sockets=[bound]))
    return server.stopped_by == signal.SIGINT


def _server(app: ASGIApp) -> _Uvicorn:
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
    return _Uvicorn(config)
