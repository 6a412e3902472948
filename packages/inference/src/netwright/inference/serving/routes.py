"""The addresses of a server, and what each of them gives."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path, Query
from starlette.requests import Request
from starlette.responses import Response

from netwright.inference.serving.catalogue import catalogue, page_of
from netwright.inference.serving.continuing import continued, read_prompt
from netwright.inference.serving.desk import Desk
from netwright.inference.serving.explaining import Explaining
from netwright.inference.serving.predicting import Predicting
from netwright.inference.serving.refusals import RequestError, json_response
from netwright.inference.serving.sample_bodies import prompt_body, sample_body
from netwright.inference.serving.shelf import Entry, Shelf

Name = Annotated[
    str, Path(description="A model's name, or name@version; without one the newest version.")
]
Top = Annotated[
    int, Query(ge=1, le=1000, description="How many of the most probable labels are told.")
]

Label = Annotated[
    str | None,
    Query(description="What to explain: a class, label or column; by default the most probable."),
]
Method = Annotated[
    str | None,
    Query(description="cam, grad-cam or occlusion; by default the first of them that fits."),
]


def model_routes(shelf: Shelf, desk: Desk) -> APIRouter:
    """All below /v1."""
    router = APIRouter(prefix="/v1/models", tags=["models"])
    predicting, explaining = Predicting(desk), Explaining(desk)

    def found(name: str) -> Entry:
        if (entry := shelf.find(name)) is None:
            raise RequestError.of(404, f"there is no model {name[:200]!r}.", fix=shelf.advice(name))
        return entry

    @router.get("", summary="The models")
    async def models() -> Response:
        """All models, by name, the newest version first."""
        return json_response(catalogue(shelf))

    @router.get("/{name}", summary="One model")
    async def model(name: Name) -> Response:
        """What the model's file says of itself: task, labels, inputs, metrics, provenance."""
        return json_response(page_of(found(name), shelf))

    @router.post("/{name}/predict", summary="Predict", openapi_extra=sample_body())
    async def predict(name: Name, request: Request, top: Top = 5) -> Response:
        """Answers for one sample or several.

        A model that reads images takes an image file as the body, files as multipart/form-data,
        or JSON; one that reads text takes text/plain, files, or JSON; tables and arrays are JSON.
        Masks and pictures come as PNG in base64, or alone with `Accept: image/png`.
        """
        return await predicting.predict(found(name), request, top)

    @router.post("/{name}/explain", summary="Explain an answer", openapi_extra=sample_body())
    async def explain(
        name: Name, request: Request, label: Label = None, method: Method = None
    ) -> Response:
        """What speaks for an answer: a heat map over a picture, the effects of columns or words.

        The request's body is one sample, as for predicting.
        """
        return await explaining.explain(found(name), request, label, method)

    @router.post("/{name}/continue", summary="Go on with a text", openapi_extra=prompt_body())
    async def go_on(name: Name, request: Request) -> Response:
        """How a text goes on, by a model of the task next_token."""
        entry = found(name)

        async def answer(body: bytearray) -> Response:
            prompt = await desk.read(lambda: read_prompt(body))
            # A little less than the limit, so that what there is by then is still sent.
            seconds = 0.8 * desk.settings.time_limit
            return json_response(
                await desk.slow_work(lambda: continued(entry.predictor, prompt, seconds))
            )

        return await desk.take(entry, request, answer)

    return router
