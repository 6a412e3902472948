"""The server's description in OpenAPI, with examples that its own models answer."""

from __future__ import annotations

import json
from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi

from netwright.inference.serving.catalogue import catalogue, page_of
from netwright.inference.serving.examples import json_example
from netwright.inference.serving.json_text import to_json
from netwright.inference.serving.reading import Reading
from netwright.inference.serving.refusals import RequestError, error_content
from netwright.inference.serving.replying import Reply
from netwright.inference.serving.settings import Settings
from netwright.inference.serving.shelf import Entry, Shelf

# A picture of a million pixels in base64 helps nobody.
_LONGEST_EXAMPLE = 20_000
_PREDICT, _EXPLAIN = "/v1/models/{name}/predict", "/v1/models/{name}/explain"


def described(app: FastAPI, shelf: Shelf) -> dict[str, Any]:
    """The description of `app`: an example for each model, and what the model says of it."""
    content = get_openapi(
        title="Netwright",
        version="1",
        description="Models that Netwright trained, behind HTTP.",
        routes=app.routes,
    )
    paths = content["paths"]
    requests = {entry.full_name: _request(entry) for entry in shelf}
    answers = {entry.full_name: _answer(entry) for entry in shelf}
    for path in (_PREDICT, _EXPLAIN):
        body = paths[path]["post"]["requestBody"]["content"]["application/json"]
        body["examples"] = _short(requests)
    _json_of(paths[_PREDICT]["post"])["examples"] = _short(answers)
    _json_of(paths["/v1/models"]["get"])["example"] = catalogue(shelf)
    _json_of(paths["/v1/models/{name}"]["get"])["example"] = page_of(next(iter(shelf)), shelf)
    for operation in (operation for methods in paths.values() for operation in methods.values()):
        operation["responses"].pop("422", None)
        operation["responses"]["4XX"] = _refusal()
    return content


def _request(entry: Entry) -> dict[str, Any]:
    return {"inputs": [json_example(entry.model)]}


def _answer(entry: Entry) -> dict[str, Any]:
    body = to_json(_request(entry))
    reading = Reading(body, "application/json", entry.predictor, Settings())
    reply = Reply(entry.model, 5, "application/json")
    answers = list(entry.predictor.answers(reading.next_part()))
    response = reply.last(answers, entry.name, entry.version, None)
    answer: dict[str, Any] = json.loads(bytes(response.body))
    return answer


def _short(values: dict[str, Any]) -> dict[str, Any]:
    return {
        name: {"value": value}
        for name, value in values.items()
        if len(to_json(value)) <= _LONGEST_EXAMPLE
    }


def _json_of(operation: dict[str, Any]) -> dict[str, Any]:
    content: dict[str, Any] = operation["responses"]["200"].setdefault("content", {})
    described: dict[str, Any] = content.setdefault("application/json", {})
    return described


def _refusal() -> dict[str, Any]:
    error = RequestError.of(
        404, "there is no model 'digit'.", fix="did you mean 'digits@1'?", model="digit"
    )
    return {
        "description": "Why the request is refused, where, and what to do about it.",
        "content": {"application/json": {"example": error_content(error)}},
    }
