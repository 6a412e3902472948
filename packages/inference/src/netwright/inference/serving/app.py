"""The application: its routes, and the gate before them."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Collection
from contextlib import asynccontextmanager, suppress

from fastapi import FastAPI

from netwright.inference.serving.counting import Counting
from netwright.inference.serving.desk import Desk
from netwright.inference.serving.failing import handle_errors
from netwright.inference.serving.gate import Gate
from netwright.inference.serving.measuring import Measures
from netwright.inference.serving.page_files import page_routes
from netwright.inference.serving.reloading import watch
from netwright.inference.serving.routes import model_routes
from netwright.inference.serving.service_routes import service_routes
from netwright.inference.serving.settings import Settings
from netwright.inference.serving.shelf import Shelf


def create_app(
    shelf: Shelf,
    settings: Settings | None = None,
    *,
    token: str | None = None,
    hosts: Collection[str] = (),
) -> FastAPI:
    """The application, for any ASGI server.

    Args:
        shelf: The models.
        settings: Limits and batching.
        token: What clients must send as ``Authorization: Bearer TOKEN``; None asks for nothing.
        hosts: Names that lead to the server, beside localhost and numeric addresses.
    """
    settings, measures = settings or Settings(), Measures()
    desk = Desk(settings, measures)

    @asynccontextmanager
    async def lifetime(_: FastAPI) -> AsyncIterator[None]:
        watching = asyncio.create_task(watch(shelf, settings.reload_every, measures.reloaded))
        yield
        watching.cancel()
        with suppress(asyncio.CancelledError):
            await watching
        desk.close()

    # FastAPI's own pages load their scripts from elsewhere.
    app = FastAPI(
        title="Netwright", docs_url=None, redoc_url=None, openapi_url=None, lifespan=lifetime
    )
    app.include_router(model_routes(shelf, desk))
    app.include_router(service_routes(app, shelf, desk))
    app.include_router(page_routes())
    handle_errors(app)
    app.add_middleware(Gate, token=token, hosts=hosts)
    app.add_middleware(Counting, measures=measures)
    return app
