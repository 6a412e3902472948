"""The page at `/`: files of this package, without a build and without anything from elsewhere."""

from __future__ import annotations

from importlib.resources import files

from fastapi import APIRouter
from starlette.responses import Response

_TYPES = {
    "css": "text/css; charset=utf-8",
    "html": "text/html; charset=utf-8",
    "js": "text/javascript; charset=utf-8",
    "svg": "image/svg+xml",
}


def page_routes() -> APIRouter:
    """The page, the description of the interface, and what both load."""
    router = APIRouter(include_in_schema=False)
    folder = files("netwright.inference.serving") / "page"
    for file in sorted(folder.iterdir(), key=lambda file: file.name):
        address = {"index.html": "/", "docs.html": "/docs"}.get(file.name, f"/page/{file.name}")
        content = file.read_bytes()
        router.add_api_route(address, _serve(content, _TYPES[file.name.rpartition(".")[2]]))
    return router


def _serve(content: bytes, media_type: str):  # type: ignore[no-untyped-def]
    async def serve() -> Response:
        return Response(content, media_type=media_type)

    return serve
