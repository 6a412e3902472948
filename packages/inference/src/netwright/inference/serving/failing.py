"""Every way in which a request fails, as an answer in the one form of errors."""

from __future__ import annotations

import logging

from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response

from netwright.inference.serving.refusals import RequestError, error_response
from netwright.interfaces.errors import NetwrightError

log = logging.getLogger("netwright.serve")
CLIENT_GONE = 499
"""What nginx calls it; nobody is there to read it, but it is counted."""


def handle_errors(app: FastAPI) -> None:
    """Give the application an answer for each kind of error."""
    app.add_exception_handler(NetwrightError, _mistake)
    app.add_exception_handler(HTTPException, _no_such_route)
    app.add_exception_handler(RequestValidationError, _wrong_parameter)
    app.add_exception_handler(ClientDisconnect, _gone)
    app.add_exception_handler(Exception, _defect)


async def _mistake(request: Request, error: Exception) -> Response:
    assert isinstance(error, NetwrightError)
    if not isinstance(error, RequestError):
        log.error("%s: %s", request.url.path, error.render())
    return error_response(error)


async def _no_such_route(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    refusal = RequestError.of(
        error.status_code,
        f"{request.method} {request.url.path[:200]}: {error.detail}.",
        fix="GET /openapi.json lists what there is.",
    )
    refusal.headers = dict(error.headers or {})
    return error_response(refusal)


async def _wrong_parameter(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    first = error.errors()[0]
    place = ".".join(map(str, first["loc"]))
    return error_response(
        RequestError(f"{first['msg']}.", parameter=place, fix="GET /openapi.json says what fits.")
    )


async def _gone(request: Request, error: Exception) -> Response:
    return Response(status_code=CLIENT_GONE)


async def _defect(request: Request, error: Exception) -> Response:
    # The traceback goes to the log; a client has no use for it.
    return error_response(
        RequestError.of(
            500, "the server failed.", fix="look into its log, and report what is there."
        )
    )
