"""Strangers' pages and clients without the token are turned away."""

from __future__ import annotations

from pathlib import Path

import pytest


def status(server, path: str = "/v1/models", **headers: str) -> int:
    return int(server.client.get(path, headers=headers).status_code)


@pytest.mark.parametrize("host", ["localhost:8000", "127.0.0.1", "[::1]:80", "10.1.2.3:8000"])
def test_local_and_numeric_hosts_are_ours(digits_server, host: str) -> None:
    assert status(digits_server, Host=host) == 200


@pytest.mark.parametrize("host", ["evil.example", "localhost.evil.example", "[", "127.0.0.1.x"])
def test_another_name_that_leads_here_is_refused(digits_server, host: str) -> None:
    response = digits_server.client.get("/v1/models", headers={"Host": host})
    assert response.status_code == 403
    error = response.json()["error"]
    assert error["message"] == f"this server is not known as {host!r}."
    assert error["where"] == {"header": "Host"}
    assert "--allow-host" in error["fix"]


def test_a_name_that_was_allowed_leads_here(serve, model_path: Path) -> None:
    server = serve(f"digits={model_path}", hosts=["models.example"])
    assert status(server, Host="Models.Example:443") == 200
    assert status(server, Host="other.example") == 403


@pytest.mark.parametrize(
    "origin", ["http://evil.example", "null", "http://localhost:1", "http://["]
)
def test_a_page_from_elsewhere_may_not_ask(digits_server, origin: str) -> None:
    headers = {"Origin": origin, "Host": "localhost:8000"}
    response = digits_server.predict("digits", content=b"", headers=headers)
    assert response.status_code == 403
    assert response.json()["error"]["where"] == {"header": "Origin"}


def test_the_servers_own_page_may_ask(digits_server) -> None:
    assert status(digits_server, Origin="http://localhost:8000", Host="localhost:8000") == 200


def test_without_the_token_only_the_page_and_health_are_open(serve, model_path: Path) -> None:
    client = serve(f"digits={model_path}", token="open-sesame").client
    for path in ("/v1/models", "/v1/models/digits", "/metrics", "/openapi.json"):
        response = client.get(path)
        assert response.status_code == 401
        assert response.headers["WWW-Authenticate"] == "Bearer"
        assert response.json()["error"]["fix"] == "send the header 'Authorization: Bearer TOKEN'."
    assert client.post("/v1/models/digits/predict", content=b"").status_code == 401
    assert client.get("/").status_code == 200
    assert client.get("/healthz").json() == {"status": "ok"}
    assert client.get("/readyz").json() == {"status": "ready"}  # And no word of the models.


@pytest.mark.parametrize(
    "header", ["Bearer open-sesam", "Bearer open-sesame2", "Basic open-sesame", "Bearer", "\xff"]
)
def test_another_token_is_refused(serve, model_path: Path, header: str) -> None:
    client = serve(f"digits={model_path}", token="open-sesame").client
    headers = {"Authorization": header.encode("latin-1")}
    assert client.get("/v1/models", headers=headers).status_code == 401


def test_with_the_token_all_is_open_from_any_name(serve, model_path: Path) -> None:
    client = serve(f"digits={model_path}", token="open-sesame").client
    headers = {"Authorization": "Bearer open-sesame", "Host": "proxy.example"}
    assert client.get("/v1/models", headers=headers).status_code == 200
    (model,) = client.get("/readyz", headers=headers).json()["models"]
    assert model["name"] == "digits@1"


@pytest.mark.parametrize("path", ["/", "/docs", "/v1/models", "/nowhere"])
def test_every_answer_has_a_strict_head(digits_server, path: str) -> None:
    headers = digits_server.client.get(path).headers
    policy = headers["Content-Security-Policy"]
    assert policy.startswith("default-src 'none';")
    assert "unsafe" not in policy
    assert "http" not in policy
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert "server" not in headers
