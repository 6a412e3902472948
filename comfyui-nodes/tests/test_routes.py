"""The way in for what the page asks: who is let in, and what is said to whom."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any

import pytest
from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer

from netwright.interfaces.errors import DataError
from netwright_nodes.routes.door import Door
from netwright_nodes.routes.messages.message import Done, Message

OWN = {"X-Netwright": "1"}


class Word(Message):
    word: str


def asked(content: Callable[[TestClient], Coroutine[Any, Any, Any]]) -> Any:
    """What a client gets from a server with a few routes."""

    async def served() -> Any:
        table = web.RouteTableDef()
        door = Door(table)
        door.get("/length/{word}", lambda word, times="1": Word(word=word * int(times)))
        door.post("/word", Word, lambda given: given, most_bytes=1 << 20)
        door.delete("/word/{word}", _refusing)
        app = web.Application()
        app.add_routes(table)
        async with TestClient(TestServer(app)) as client:
            return await content(client)

    return asyncio.run(served())


def _refusing(word: str) -> Done:
    raise DataError(f"there is no {word}.", file="words.txt", fix="write 'yes'.")


async def told(response: Any) -> tuple[int, Any]:
    return response.status, await response.json()


def test_path_and_query_come_as_arguments_and_others_are_left_out() -> None:
    path = "/netwright/length/ab?times=2&other=3"
    assert asked(lambda c: _get(c, path, OWN)) == (200, {"word": "abab"})


async def _get(client: TestClient, path: str, headers: dict[str, str]) -> tuple[int, Any]:
    return await told(await client.get(path, headers=headers))


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {**OWN, "Origin": "https://elsewhere.example"},
        {**OWN, "Sec-Fetch-Site": "cross-site"},
        {**OWN, "Sec-Fetch-Site": "same-site"},
    ],
)
def test_a_page_of_another_site_gets_nothing(headers: dict[str, str]) -> None:
    status, said = asked(lambda c: _get(c, "/netwright/length/ab", headers))
    assert status == 403
    assert set(said) == {"message", "fix"}


def test_the_own_page_is_let_in_by_its_origin() -> None:
    async def own(client: TestClient) -> int:
        origin = f"http://{client.host}:{client.port}"
        headers = {**OWN, "Origin": origin, "Sec-Fetch-Site": "same-origin"}
        return (await client.get("/netwright/length/a", headers=headers)).status

    assert asked(own) == 200


async def _post(client: TestClient, content: bytes) -> tuple[int, Any]:
    return await told(await client.post("/netwright/word", data=content, headers=OWN))


def test_a_message_goes_in_and_out() -> None:
    assert asked(lambda c: _post(c, b'{"word": "a"}')) == (200, {"word": "a"})


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"{", "Invalid JSON"),
        (b'{"word": 1}', "valid string.\nkey: word"),
        (b'{"word": "a", "more": 1}', "not permitted.\nkey: more"),
        (b'{"word": "' + b"a" * (2 << 20) + b'"}', "more than 1 MB came."),
    ],
)
def test_what_is_no_message_is_refused_with_a_reason(content: bytes, said: str) -> None:
    status, answer = asked(lambda c: _post(c, content))
    assert status == 400
    assert said in answer["message"]


def test_an_error_of_netwright_is_told_with_its_fix() -> None:
    async def deleted(client: TestClient) -> tuple[int, Any]:
        return await told(await client.delete("/netwright/word/no", headers=OWN))

    expected = {"message": "there is no no.\nfile: words.txt", "fix": "write 'yes'."}
    assert asked(deleted) == (400, expected)
