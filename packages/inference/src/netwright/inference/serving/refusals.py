"""Why a request is refused, in the one JSON form of all errors."""

from __future__ import annotations

from typing import Any

from starlette.responses import Response

from netwright.inference.serving.json_text import to_json
from netwright.interfaces.errors import NetwrightError

COME_BACK_SECONDS = 1


class RequestError(NetwrightError):
    """A request cannot be answered as it is.

    Attributes:
        status: The HTTP status that says so.
        headers: What else the answer's head says.
    """

    status = 400
    headers: dict[str, str] = {}  # noqa: RUF012 - never changed in place

    @classmethod
    def of(cls, status: int, message: str, *, fix: str, **places: object) -> RequestError:
        """The error with another status than 400."""
        error = cls(message, fix=fix, **places)
        error.status = status
        return error


def too_large(message: str, *, fix: str, **places: object) -> RequestError:
    """The request is over one of the limits."""
    return RequestError.of(413, message, fix=fix, **places)


def busy(message: str) -> RequestError:
    """The server has too much to do; the same request may be sent again later."""
    error = RequestError.of(
        503, message, fix=f"send it again in {COME_BACK_SECONDS} s, and longer if it is refused."
    )
    error.headers = {"Retry-After": str(COME_BACK_SECONDS)}
    return error


def unfit(error: NetwrightError, **places: object) -> RequestError:
    """What is wrong with a sample, with its place in the request."""
    seen = {name: place for name, place in error.places.items() if place != "(image in memory)"}
    status = error.status if isinstance(error, RequestError) else 422
    return RequestError.of(status, error.message, fix=error.fix, **{**seen, **places})


def error_content(error: NetwrightError) -> dict[str, Any]:
    """The error as JSON takes it."""
    return {
        "error": {
            "kind": type(error).__name__,
            "message": error.message,
            "where": error.places,
            "fix": error.fix,
        }
    }


def error_response(error: NetwrightError) -> Response:
    """The answer that says why there is none."""
    if isinstance(error, RequestError):
        return json_response(error_content(error), error.status, error.headers)
    return json_response(error_content(error), 500)


def json_response(
    content: Any, status: int = 200, headers: dict[str, str] | None = None
) -> Response:
    """An answer in JSON."""
    return Response(to_json(content), status, headers, media_type="application/json")
