"""Runs, models and data sets as the panel asks for them: what is told, and what is refused."""

from __future__ import annotations

import contextlib
import json
import shutil
import time
from pathlib import Path
from typing import Any

import pytest
from served import Served
from trained_models import TrainedModels

from netwright.data import write_digits
from netwright.data.file_holds import hold

OUTSIDE = ("..", "../x", "..%2Fx", "%2e%2e%2fx", "/etc", "a/../../x", "C:x", "a*b", "")


@pytest.fixture(scope="module")
def trained(tmp_path_factory: pytest.TempPathFactory) -> TrainedModels:
    return TrainedModels(tmp_path_factory.mktemp("trained"))


@pytest.fixture
def served(stand_in_comfyui: Any, tmp_path: Path) -> Served:
    return Served(tmp_path)


@pytest.fixture
def digits(served: Served, trained: TrainedModels) -> Path:
    """The folder of a finished run, in the folder of runs."""
    return shutil.copytree(trained["digits"].parent, served.runs / "digits-01")


def test_a_finished_run_is_told(served: Served, digits: Path) -> None:
    (run,) = served.get("/runs").json["runs"]
    assert (run["name"], run["state"], run["task"]) == ("digits-01", "completed", "classification")
    assert (run["epochs"], run["of_epochs"], run["metric"]) == (3, 3, "accuracy")
    assert run["shown"] == f"{100 * run['best']:.2f}%"
    assert run["has_report"]
    assert run["has_model"]


def test_runs_are_told_anew_only_when_they_have_changed(served: Served, digits: Path) -> None:
    first = served.get("/runs").json
    again = served.get("/runs", known=first["stamp"]).json
    assert again["runs"] is None
    (digits / "model.onnx").unlink()
    assert not served.get("/runs", known=first["stamp"]).json["runs"][0]["has_model"]


def test_the_state_of_a_run_is_seen(served: Served, digits: Path) -> None:
    def state() -> str:
        return served.get("/runs").json["runs"][0]["state"]

    with hold(digits / "events.jsonl"):
        assert state() == "running"
    lines = (digits / "events.jsonl").read_text().splitlines(keepends=True)
    (digits / "events.jsonl").write_text("".join(lines[:-1]))
    assert state() == "killed"
    (digits / "recipe.json").write_text("{")
    told = served.get("/runs").json["runs"][0]
    assert told["state"] == "broken"
    assert "recipe.json" in told["error"] or "JSON" in told["error"]


def test_500_runs_are_listed_in_a_fifth_of_a_second(served: Served, digits: Path) -> None:
    few = ("network.json", "dataset.json", "recipe.json", "metrics.csv", "events.jsonl")
    for number in range(500):
        folder = served.runs / f"many-{number:03}"
        folder.mkdir()
        for name in few:
            shutil.copy(digits / name, folder / name)
    from netwright_nodes.panel.run_rows import run_rows

    first = run_rows()
    began = time.perf_counter()
    assert run_rows(first.stamp).runs is None
    assert time.perf_counter() - began < 0.2
    assert len(first.runs or ()) == 501


def test_runs_are_compared(served: Served, digits: Path) -> None:
    other = shutil.copytree(digits, served.runs / "digits-02")
    recipe = json.loads((other / "recipe.json").read_text())
    (other / "recipe.json").write_text(json.dumps({**recipe, "seed": 7}))
    told = served.post("/runs/compare", {"runs": ["digits-01", "digits-02"]}).json
    assert told["runs"] == ["digits-01", "digits-02"]
    assert told["differences"] == {"recipe": [{"name": "seed", "cells": ["0", "7"]}]}
    assert told["verdict"] == "They are equally good."
    drawn = {curves["name"]: curves["curves"] for curves in told["curves"]}
    assert [curve["epochs"] for curve in drawn["val_loss"]] == [[1, 2, 3]] * 2


def test_curves_of_a_long_run_are_thinned(served: Served, digits: Path) -> None:
    head, first, *_ = (digits / "metrics.csv").read_text().splitlines()
    rows = [f"{n},{first.partition(',')[2]}" for n in range(1, 5002)]
    (digits / "metrics.csv").write_text("\n".join([head, *rows, ""]))
    shutil.copytree(digits, served.runs / "digits-02")
    told = served.post("/runs/compare", {"runs": ["digits-01", "digits-02"]}).json
    epochs = told["curves"][0]["curves"][0]["epochs"]
    assert len(epochs) <= 401
    assert epochs[-1] == 5001


@pytest.mark.parametrize("names", [["digits-01"], ["digits-01"] * 9])
def test_too_few_or_too_many_runs_are_not_compared(served: Served, names: list[str]) -> None:
    assert served.post("/runs/compare", {"runs": names}).status == 400


def test_a_run_is_deleted_with_all_that_is_in_it(served: Served, digits: Path) -> None:
    assert served.delete("/runs/digits-01").status == 200
    assert list(served.runs.iterdir()) == []
    assert served.delete("/runs/digits-01").status == 400


def test_a_run_that_trains_is_not_deleted(served: Served, digits: Path) -> None:
    with hold(digits / "events.jsonl"):
        answer = served.delete("/runs/digits-01")
    assert answer.status == 400
    assert "in use" in answer.json["message"]
    assert (digits / "model.onnx").is_file()


@pytest.mark.parametrize("name", OUTSIDE)
def test_names_that_lead_out_of_the_folder_are_refused(served: Served, name: str) -> None:
    (served.output / "x").mkdir()
    (served.output / "x" / "network.json").write_text("{}")
    for method, path in (
        ("DELETE", f"/runs/{name}"),
        ("GET", f"/runs/{name}/workflow"),
        ("GET", f"/runs/{name}/files/report/index.html"),
    ):
        assert served.ask(method, path).status in (400, 404, 405)
    assert served.post("/runs/compare", {"runs": [name, name + "x"]}).status == 400
    assert (served.output / "x" / "network.json").is_file()


def test_links_that_lead_out_are_neither_listed_nor_deleted(
    served: Served, digits: Path, tmp_path: Path
) -> None:
    away = tmp_path / "away"
    digits.rename(away)
    try:
        digits.symlink_to(away, target_is_directory=True)
    except OSError:
        pytest.skip("no right to make links here")
    assert served.get("/runs").json["runs"] == []
    assert served.delete("/runs/digits-01").status == 400
    assert served.get("/runs/digits-01/files/report/index.html").status == 400
    assert (away / "network.json").is_file()


def test_a_report_is_served_with_strict_headers(served: Served, digits: Path) -> None:
    page = served.get("/runs/digits-01/files/report/index.html")
    assert page.status == 200
    assert page.headers["Content-Type"].startswith("text/html")
    assert page.headers["X-Content-Type-Options"] == "nosniff"
    assert "default-src 'none'" in page.headers["Content-Security-Policy"]
    assert "script-src" not in page.headers["Content-Security-Policy"]
    picture = served.get("/runs/digits-01/files/report/curves.png")
    assert picture.headers["Content-Type"] == "image/png"
    assert served.get("/runs/digits-01/files/network.json").json["name"]


def test_a_report_is_not_shown_to_a_page_of_another_site(served: Served, digits: Path) -> None:
    headers = {"Sec-Fetch-Site": "cross-site"}
    path = "/runs/digits-01/files/report/index.html"
    assert served.ask("GET", path, headers=headers).status == 403


@pytest.mark.parametrize(
    "file",
    [
        "model.onnx",
        "events.jsonl",
        "report/../model.onnx",
        "report/..%2F..%2Fother",
        "report/no.html",
    ],
)
def test_what_is_no_report_is_not_served(served: Served, digits: Path, file: str) -> None:
    assert served.get(f"/runs/digits-01/files/{file}").status in (400, 404)


def test_a_link_in_a_report_is_not_followed_out(
    served: Served, digits: Path, tmp_path: Path
) -> None:
    secret = tmp_path / "secret.html"
    secret.write_text("secret")
    try:
        (digits / "report" / "more.html").symlink_to(secret)
        shutil.rmtree(digits / "checkpoints")
        shutil.move(digits / "report", digits / "kept")
        (digits / "report").symlink_to(tmp_path, target_is_directory=True)
    except OSError:
        pytest.skip("no right to make links here")
    assert served.get("/runs/digits-01/files/report/secret.html").status == 400
    assert served.get("/runs/digits-01/files/kept/more.html").status == 400


def test_a_run_opens_as_a_workflow_that_trains(served: Served, digits: Path) -> None:
    told = served.get("/runs/digits-01/workflow").json
    kinds = [node["type"] for node in told["workflow"]["nodes"]]
    assert told["notes"] == []
    assert {"NetwrightLoadRun", "NetwrightImageInput", "NetwrightNetwork"} <= set(kinds)
    assert kinds.count("NetwrightTrain") == 1
    assert "NetwrightDataset" not in kinds  # Its data lie outside the input folder.


def test_data_of_the_input_folder_come_as_a_data_set_node(served: Served, digits: Path) -> None:
    write_digits(served.input / "digits")
    document = json.loads((digits / "dataset.json").read_text())
    document["source"]["path"] = (served.input / "digits").as_posix()
    (digits / "dataset.json").write_text(json.dumps(document))
    nodes = served.get("/runs/digits-01/workflow").json["workflow"]["nodes"]
    (dataset,) = [node for node in nodes if node["type"] == "NetwrightDataset"]
    assert dataset["widgets_values"][:6] == ["digits", "classification", "", 0.2, 0, "stratified"]
    assert len(dataset["outputs"][0]["links"]) == 2


def test_models_of_runs_and_of_the_model_folder_are_told(served: Served, digits: Path) -> None:
    (served.models / "sorted").mkdir()
    shutil.copy(digits / "model.onnx", served.models / "sorted" / "mine.onnx")
    (served.models / "broken.onnx").write_bytes(b"\x08nothing")
    told = {model["name"]: model for model in served.get("/models").json["models"]}
    assert told["netwright/runs/digits-01/model.onnx"]["run"] == "digits-01"
    mine = told["sorted/mine.onnx"]
    assert (mine["run"], mine["task"], mine["reads"]) == ("", "classification", "8 × 8 L")
    assert mine["labels"] == [str(digit) for digit in range(10)]
    assert mine["metric"].startswith("accuracy ")
    assert mine["bytes"] == (digits / "model.onnx").stat().st_size
    assert told["broken.onnx"]["error"]


def test_only_models_of_the_model_folder_are_deleted(served: Served, digits: Path) -> None:
    shutil.copy(digits / "model.onnx", served.models / "mine.onnx")
    assert served.delete("/models", name="mine.onnx").status == 200
    assert not (served.models / "mine.onnx").exists()
    assert served.delete("/models", name="netwright/runs/digits-01/model.onnx").status == 400
    assert (digits / "model.onnx").is_file()


def test_a_link_to_a_model_is_not_deleted(served: Served, digits: Path) -> None:
    shutil.copy(digits / "model.onnx", served.models / "mine.onnx")
    try:
        (served.models / "link.onnx").symlink_to(served.models / "mine.onnx")
        (served.models / "away.onnx").symlink_to(digits / "model.onnx")
    except OSError:
        pytest.skip("no right to make links here")
    for name in ("link.onnx", "away.onnx"):
        assert served.delete("/models", name=name).status == 400
    assert (served.models / "mine.onnx").is_file()
    assert (digits / "model.onnx").is_file()


def test_a_model_opens_with_what_tries_it(
    served: Served, digits: Path, trained: TrainedModels
) -> None:
    path = "netwright/runs/digits-01/model.onnx"
    nodes = served.get("/models/workflow", name=path).json["workflow"]["nodes"]
    assert [node["type"] for node in nodes] == ["NetwrightLoadModel", "NetwrightForwardTest"]
    assert nodes[0]["widgets_values"] == [path]
    shutil.copy(trained["pendulum"], served.models / "pendulum.onnx")
    nodes = served.get("/models/workflow", name="pendulum.onnx").json["workflow"]["nodes"]
    assert nodes[1]["type"] == "NetwrightPredictValues"


def test_data_sets_are_told_by_what_lies_there(served: Served, tmp_path: Path) -> None:
    write_digits(served.input / "digits")
    (served.input / "table.csv").write_text("a,b\n1,2\n")
    (served.input / "photo.png").write_bytes(b"")
    (served.input / "tables").mkdir()
    (served.input / "tables" / "inner.csv").write_text("a,b\n1,2\n")
    (served.input / "empty").mkdir()
    with contextlib.suppress(OSError):  # Without the right to make links, none is left out.
        (served.input / "away").symlink_to(served.input / "digits", target_is_directory=True)
    told = {entry["path"]: entry["kind"] for entry in served.get("/datasets").json["sets"]}
    assert told == {"digits": "classes", "table.csv": "table", "tables/inner.csv": "table"}


def test_a_check_goes_on_in_the_background(served: Served) -> None:
    digits = write_digits(served.input / "digits")
    some = next(path for path in Path(digits).rglob("*.png"))
    shutil.copy(some, some.parents[1] / ("1" if some.parent.name != "1" else "2") / "twice.png")
    began = served.post("/datasets/check", {"path": "digits"}).json
    assert began["state"] in ("waiting", "running")
    told = _ended(served, "digits")
    assert told["state"] == "done"
    assert any("duplicates" in finding["check"] for finding in told["findings"])
    assert told["verdict"]


def _ended(served: Served, path: str) -> Any:
    for _ in range(600):
        told = served.get("/datasets/check", path=path).json
        if told["state"] not in ("waiting", "running"):
            return told
        time.sleep(0.05)
    raise AssertionError("it does not end")


def test_a_check_that_cannot_be_done_says_why(served: Served) -> None:
    (served.input / "table.csv").write_text("a,b\n1,2\n")
    served.post("/datasets/check", {"path": "table.csv"})
    told = _ended(served, "table.csv")
    assert told["state"] == "failed"
    assert "does not say which of its columns" in told["error"]
    assert told["fix"]


@pytest.mark.parametrize("path", ["../output", "/etc/passwd", "a/../../b", ""])
def test_data_outside_the_input_folder_are_not_looked_at(served: Served, path: str) -> None:
    assert served.post("/datasets/check", {"path": path}).status == 400
    assert served.get("/datasets/workflow", path=path).status == 400


def test_what_is_deleted_meanwhile_is_left_out(
    served: Served, digits: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from netwright_nodes.panel import run_rows

    def going(path: Path) -> bool:
        shutil.rmtree(digits, ignore_errors=True)
        return False

    monkeypatch.setattr(run_rows, "is_held", going)
    answer = served.get("/runs")
    assert answer.status == 200
    assert [run["state"] for run in answer.json["runs"]] == ["broken"]
