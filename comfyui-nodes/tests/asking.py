"""Asking Netwright's routes, of a real ComfyUI or of the small host."""

from __future__ import annotations

import asyncio
import importlib
import json
import urllib.error
import urllib.request
from typing import Any

HEADERS = {"X-Netwright": "1", "Content-Type": "application/json"}


def ask(host: Any, path: str, content: Any = None) -> tuple[int, Any]:
    """The status and the answer; a POST where there is content."""
    if host.in_process:
        return asyncio.run(_of_small(host, path, content))
    body = None if content is None else json.dumps(content).encode()
    asked = urllib.request.Request(f"{host.address}/netwright{path}", body, HEADERS)
    try:
        with urllib.request.urlopen(asked, timeout=60) as answer:
            return answer.status, json.loads(answer.read())
    except urllib.error.HTTPError as error:
        return error.code, json.loads(error.read())


async def _of_small(host: Any, path: str, content: Any) -> tuple[int, Any]:
    from aiohttp import web
    from aiohttp.test_utils import TestClient, TestServer

    # The pack's modules have the name that ComfyUI gives them.
    package = host.nodes["NetwrightTrain"].__module__.removesuffix(".nodes.train")
    table, app = web.RouteTableDef(), web.Application()
    importlib.import_module(f"{package}.routes.opening").open_routes(table)
    app.add_routes(table)
    async with TestClient(TestServer(app)) as client:
        method, body = ("GET", None) if content is None else ("POST", json.dumps(content))
        response = await client.request(method, f"/netwright{path}", data=body, headers=HEADERS)
        return response.status, await response.json()
