"""Netwright's routes on a server of their own, asked as the page asks them."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any, NamedTuple

from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer

OWN = {"X-Netwright": "1"}


class Answer(NamedTuple):
    """What came back; `json` is None where it is none."""

    status: int
    json: Any
    headers: Any
    body: bytes


class Served:
    """All routes; `base` holds the folders input, output and models."""

    def __init__(self, base: Path) -> None:
        from netwright_nodes.comfyui import register_models_folder
        from netwright_nodes.routes.opening import open_routes

        register_models_folder()
        self.input, self.output = base / "input", base / "output"
        self.runs, self.models = self.output / "netwright" / "runs", base / "models" / "netwright"
        for folder in (self.input, self.runs, self.models):
            folder.mkdir(parents=True, exist_ok=True)
        self._table = web.RouteTableDef()
        open_routes(self._table)

    def get(self, path: str, /, **query: str) -> Answer:
        return self.ask("GET", path, params=query)

    def delete(self, path: str, /, **query: str) -> Answer:
        return self.ask("DELETE", path, params=query)

    def post(self, path: str, content: Any) -> Answer:
        return self.ask("POST", path, json=content)

    def upload(self, path: str, content: bytes, /, **query: str) -> Answer:
        return self.ask("POST", path, data=content, params=query)

    def ask(
        self, method: str, path: str, headers: dict[str, str] | None = None, **options: Any
    ) -> Answer:
        async def asked() -> Answer:
            app = web.Application()
            app.add_routes(self._table)
            async with TestClient(TestServer(app)) as client:
                address = client.make_url("/netwright" + path)
                answer = await client.session.request(
                    method, address, headers=headers or OWN, **options
                )
                body = await answer.read()
                is_json = answer.content_type == "application/json"
                told = await answer.json() if is_json else None
                return Answer(answer.status, told, answer.headers, body)

        return asyncio.run(asked())
