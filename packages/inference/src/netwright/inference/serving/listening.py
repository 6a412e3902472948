"""The socket that a server listens on, and what is said about it."""

from __future__ import annotations

import ipaddress
import socket
import sys

from netwright.interfaces.errors import UsageError

BACKLOG = 2048
"""Connections that wait to be served; the system may have a lower limit."""


def listen(host: str, port: int) -> socket.socket:
    """A socket that listens on the address: whoever connects already waits to be served.

    Raises:
        UsageError: The address is not of this machine, or the port is taken or not allowed.
    """
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, proto=socket.IPPROTO_TCP)
    except (OSError, UnicodeError):
        raise UsageError(
            f"there is no address {host!r}.", fix="leave --host out, or give 0.0.0.0 for all."
        ) from None
    family, kind, protocol, _, address = found[0]
    # asyncio sends at once (TCP_NODELAY) only on sockets that say they are TCP; else an answer in
    # two parts takes 40 ms.
    bound = socket.socket(family, kind, protocol)
    try:
        # On Windows the option would let two servers share a port.
        if sys.platform != "win32":
            bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        bound.bind(address)
        bound.listen(BACKLOG)
    except OSError as error:
        bound.close()
        raise UsageError(
            f"the server cannot listen on {host} port {port}: {error.strerror}.",
            fix="--port 0 takes a free port.",
        ) from None
    return bound


def is_loopback(host: str) -> bool:
    """Whether only programs on this machine reach the host's address."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def address_of(bound: socket.socket) -> str:
    """What a browser on this machine opens."""
    host, port = bound.getsockname()[:2]
    if ipaddress.ip_address(host).is_unspecified:
        host = "127.0.0.1" if bound.family == socket.AF_INET else "::1"
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"
