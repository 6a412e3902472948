"""Whether the server lives, and whether it may be sent requests."""

from __future__ import annotations

from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from netwright.inference.serving.refusals import error_content, json_response
from netwright.inference.serving.shelf import Entry, Shelf


def alive() -> Response:
    """An answer: that is all."""
    return json_response({"status": "ok"})


def ready(shelf: Shelf, request: Request, *, full: bool) -> Response:
    """Whether further requests are taken, 200 or 503.

    Whoever may ask the models also hears which of them could not be taken anew and why.
    """
    content: dict[str, Any] = {"status": "full" if full else "ready"}
    if request.state.authorised:
        content["models"] = [_of_model(entry) for entry in shelf]
    return json_response(content, 503 if full else 200)


def _of_model(entry: Entry) -> dict[str, Any]:
    problem = None if entry.problem is None else error_content(entry.problem)["error"]
    return {"name": entry.full_name, "loaded": entry.loaded, "problem": problem}
