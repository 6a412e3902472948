"""Several models and versions, what is said of them, and how they are called."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from netwright.inference.serving import Shelf
from netwright.inference.serving.naming import name_for_url, parse_argument, version_order
from netwright.interfaces.errors import ModelError, UsageError

Build = Callable[..., Path]
LABELS = tuple("abcdefghij")


@pytest.fixture
def three(build_model: Build) -> list[str]:
    old, new = build_model("old.onnx"), build_model("new.onnx", labels=LABELS)
    return [f"m@9={old}", f"m@10={new}", f"other={old}"]


def test_models_are_listed_the_newest_version_first(serve, three: list[str]) -> None:
    models = serve(*three).client.get("/v1/models").json()["models"]
    assert [(model["name"], model["version"]) for model in models] == [
        ("m", "10"),
        ("m", "9"),
        ("other", "1"),
    ]
    assert models[0]["task"] == "classification"
    assert models[0]["reads"] == "image"


def test_a_name_alone_is_its_newest_version(serve, three: list[str], save_image: Build) -> None:
    server, image = serve(*three), save_image().read_bytes()

    def label(name: str) -> str:
        answer = server.predict(name, content=image).json()
        assert answer["version"] == {"m": "10", "m@10": "10", "m@9": "9", "other": "1"}[name]
        return str(answer["answers"][0]["label"])

    assert label("m") == label("m@10")
    assert label("m") in LABELS
    assert label("m@9") == label("other")
    assert label("m@9").isdigit()


def test_a_model_tells_its_document(serve, three: list[str]) -> None:
    page = serve(*three).client.get("/v1/models/m@9").json()
    assert page["versions"] == ["10", "9"]
    assert page["labels"] == list("0123456789")
    assert page["metrics"] == {"val_accuracy": 0.9861, "val_loss": 0.0512}
    assert page["preprocessing"]["height"] == 12
    assert page["inputs"][0]["name"] == "images"
    assert page["provenance"]["run"] == "digits-01"


@pytest.mark.parametrize("name", ["mm", "m@8", "m@", "a%2fb", "m@9@9", "x" * 5000, "%ff", "%00"])
def test_a_model_that_is_not_there_is_404(serve, three: list[str], name: str) -> None:
    client = serve(*three).client
    for response in (client.get(f"/v1/models/{name}"), client.post(f"/v1/models/{name}/predict")):
        assert response.status_code == 404
        assert response.json()["error"]["fix"]


def test_what_is_not_there_at_all_is_told_in_the_same_form(digits_server) -> None:
    response = digits_server.client.put("/v1/models")
    assert response.status_code == 405
    assert response.json()["error"] == {
        "kind": "RequestError",
        "message": "PUT /v1/models: Method Not Allowed.",
        "where": {},
        "fix": "GET /openapi.json lists what there is.",
    }


def test_arguments_name_models() -> None:
    assert parse_argument("a.onnx") == (None, "1", "a.onnx")
    assert parse_argument("digits=a.onnx") == ("digits", "1", "a.onnx")
    assert parse_argument("digits@2=a.onnx") == ("digits", "2", "a.onnx")
    assert parse_argument("runs/a=b/m.onnx") == (None, "1", "runs/a=b/m.onnx")
    assert parse_argument("d=C:\\a b\\m.onnx") == ("d", "1", "C:\\a b\\m.onnx")


def test_a_file_that_is_called_like_an_argument_is_that_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("a=b.onnx").touch()
    assert parse_argument("a=b.onnx") == (None, "1", "a=b.onnx")


def test_a_documents_name_is_fitted_into_an_address() -> None:
    assert name_for_url("my digits / v2") == "my-digits-v2"
    assert name_for_url("数字") == "model"


def test_versions_are_in_the_order_of_their_numbers() -> None:
    versions = ["10", "9", "2.10", "2.9", "beta", "1"]
    assert sorted(versions, key=version_order) == ["beta", "1", "2.9", "2.10", "9", "10"]


def test_two_models_of_one_name_are_refused_with_a_way_out(build_model: Build) -> None:
    path = build_model()
    with pytest.raises(UsageError) as error:
        Shelf([parse_argument(str(path)), parse_argument(str(path))])
    assert error.value.render() == (
        "UsageError: two models are called 'digits' in version 1.\n"
        f"  models: {path} and {path}\n"
        f"  fix: give one another version or name: digits@2={path}"
    )


def test_a_broken_model_is_not_served_at_all(tmp_path: Path) -> None:
    path = tmp_path / "m.onnx"
    path.write_bytes(b"no model")
    with pytest.raises(ModelError):
        Shelf([parse_argument(str(path))])


def test_the_description_has_examples_that_the_models_answer(serve, three: list[str]) -> None:
    server = serve(*three)
    described = server.client.get("/openapi.json").json()
    assert described["openapi"].startswith("3.")
    predict = described["paths"]["/v1/models/{name}/predict"]["post"]
    examples = predict["requestBody"]["content"]["application/json"]["examples"]
    answers = predict["responses"]["200"]["content"]["application/json"]["examples"]
    assert set(examples) == set(answers) == {"m@9", "m@10", "other@1"}
    for name, example in examples.items():
        response = server.predict(name, json=example["value"])
        assert response.json() == answers[name]["value"]


def test_measures_are_told_to_prometheus(digits_server, save_image: Build) -> None:
    digits_server.predict("digits", content=save_image().read_bytes())
    digits_server.predict("digits", content=b"no image")
    text = digits_server.client.get("/metrics").text
    route = 'route="/v1/models/{name}/predict"'
    assert f'netwright_requests_total{{{route},status="200"}} 1.0' in text
    assert f'netwright_requests_total{{{route},status="422"}} 1.0' in text
    assert 'netwright_request_seconds_count{model="digits@1"} 2.0' in text
    assert 'netwright_batch_samples_sum{model="digits@1"} 1.0' in text
