"""Who may come in: the Host and Origin of browsers, and the bearer token; and every answer's head.

A page of another site must not use a server on this machine through the browser of whoever visits
it. Such a page cannot hide where it comes from: by fetching, its Origin differs from the Host; by
pointing its own name at this machine (DNS rebinding), the Host is that name.
"""

from __future__ import annotations

import hashlib
import hmac
import ipaddress
from collections.abc import Collection
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from netwright.inference.serving.refusals import RequestError, error_response

# A load balancer asks for these, and has no token.
OPEN_PATHS = frozenset({"/healthz", "/readyz"})
_CLOSED = ("/v1/", "/metrics", "/openapi.json")
_HEAD = {
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; "
    "img-src 'self' blob: data:; connect-src 'self'; base-uri 'none'; form-action 'none'; "
    "frame-ancestors 'none'",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "Cache-Control": "no-store",
}


class Gate:
    """An ASGI application that lets requests through to another one, or says why not.

    Args:
        app: The other one.
        token: What clients must send as ``Authorization: Bearer TOKEN``; None asks for nothing.
        hosts: Names in addresses that lead here, beside localhost and all numeric addresses.
    """

    def __init__(self, app: ASGIApp, token: str | None, hosts: Collection[str]) -> None:
        self._app = app
        # Digests are of one length, so that comparing them tells nothing of the token's.
        self._token = None if token is None else _digest(token)
        self._hosts = {"localhost", *(host.lower() for host in hosts)}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        allowed = self._has_token(headers)
        scope.setdefault("state", {})["authorised"] = allowed
        try:
            self._check(scope["path"], headers, allowed)
        except RequestError as error:
            await error_response(error)(scope, receive, _with_head(send))
        else:
            await self._app(scope, receive, _with_head(send))

    def _has_token(self, headers: Headers) -> bool:
        if self._token is None:
            return True
        scheme, _, token = headers.get("authorization", "").partition(" ")
        return scheme.lower() == "bearer" and hmac.compare_digest(_digest(token), self._token)

    def _check(self, path: str, headers: Headers, allowed: bool) -> None:
        host = headers.get("host", "")
        # Whoever knows the token is no stranger's page. HTTP/1.0 has no Host, and no browser.
        knows_token = allowed and self._token is not None
        if host and not knows_token and not self._is_ours(host) and path not in OPEN_PATHS:
            raise RequestError.of(
                403,
                f"this server is not known as {host[:200]!r}.",
                header="Host",
                fix="use its numeric address, or start it with --allow-host and that name.",
            )
        origin = headers.get("origin")
        if origin is not None and _place_of(origin) != host.lower():
            raise RequestError.of(
                403,
                f"a page of {origin[:200]!r} may not ask this server.",
                header="Origin",
                fix="ask from the server's own page, or from a program.",
            )
        if not allowed and path.startswith(_CLOSED):
            error = RequestError.of(
                401,
                "this server asks for a token, and none or another one came.",
                header="Authorization",
                fix="send the header 'Authorization: Bearer TOKEN'.",
            )
            error.headers = {"WWW-Authenticate": "Bearer"}
            raise error

    def _is_ours(self, host: str) -> bool:
        name = _name_of(host)
        if name in self._hosts:
            return True
        try:
            # Nobody can make a number lead elsewhere.
            ipaddress.ip_address(name)
        except ValueError:
            return False
        return True


def _name_of(host: str) -> str:
    try:
        return (urlsplit(f"//{host}").hostname or "").rstrip(".")
    except ValueError:
        return ""


def _place_of(origin: str) -> str | None:
    try:
        return urlsplit(origin).netloc.lower() or None
    except ValueError:
        return None


def _digest(token: str) -> bytes:
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).digest()


def _with_head(send: Send) -> Send:
    async def send_with_head(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in _HEAD.items():
                headers.setdefault(name, value)
        await send(message)

    return send_with_head
