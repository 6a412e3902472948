"""The addresses that look after a server: health, metrics, and its description."""

from __future__ import annotations

from fastapi import APIRouter, FastAPI
from prometheus_client import CONTENT_TYPE_LATEST
from starlette.requests import Request
from starlette.responses import Response

from netwright.inference.serving.desk import Desk
from netwright.inference.serving.health import alive, ready
from netwright.inference.serving.openapi import described
from netwright.inference.serving.refusals import json_response
from netwright.inference.serving.shelf import Shelf


def service_routes(app: FastAPI, shelf: Shelf, desk: Desk) -> APIRouter:
    """Health, metrics and OpenAPI of `app`."""
    router = APIRouter(tags=["service"])

    @router.get("/healthz", summary="Whether the server lives")
    async def healthz() -> Response:
        """200 where it does."""
        return alive()

    @router.get("/readyz", summary="Whether further requests are taken")
    async def readyz(request: Request) -> Response:
        """200, or 503 while as many wait as may; and which model files could not be taken anew."""
        return ready(shelf, request, full=desk.full)

    @router.get("/metrics", summary="Measures for Prometheus")
    async def metrics() -> Response:
        """Requests, their times, the sizes of batches, and reloads."""
        return Response(desk.measures.text(), media_type=CONTENT_TYPE_LATEST)

    known: dict[tuple[float, ...], Response] = {}

    @router.get("/openapi.json", include_in_schema=False)
    async def openapi() -> Response:
        # The models answer the examples once; anew where one of them is another.
        models = tuple(entry.loaded for entry in shelf)
        if models not in known:
            description = await desk.slow_work(lambda: json_response(described(app, shelf)))
            known.clear()
            known[models] = description
        return known[models]

    return router
