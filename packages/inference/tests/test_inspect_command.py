from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import onnx
import pytest
import typer

from netwright.inference.commands import inspect
from netwright.interfaces.documents.model import Model
from netwright.interfaces.testing import CommandContract

Run = Callable[..., Any]
Build = Callable[..., Path]


class TestInspectCommand(CommandContract):
    @pytest.fixture
    def app(self) -> typer.Typer:
        return inspect.app


def test_the_page_says_what_a_person_asks(model_path: Path, netwright: Run) -> None:
    ran = netwright("inspect", model_path)
    assert (ran.exit_code, ran.stderr) == (0, "")
    page = " ".join(ran.stdout.split())
    for fact in (
        "name digits",
        "task classification",
        "labels 10: 0, 1, 2, 3, 4, 5, 6, 7, 8, 9",
        "12 x 14 pixels, grey, stretched",
        "(x / 255 - 0.5) / 0.25",
        "images uint8 [N,12,14,1]",
        "probabilities float32 [N,10]",
        "val_accuracy 0.9861",
        "360 samples",
        "100.00%",
        "1.2e-06",
        "digits-01, epoch 12, seed 7",
        "sha256:0123abcd",
        "torch 2.6.0",
        "ai.onnx 18; IR version 9",
        "10: Div 2, Cast 1",
        f"{model_path.name} ({model_path.stat().st_size / 1000:.3g} kB)",
    ):
        assert fact in page, fact


def test_the_page_fits_80_columns(
    build_model: Build, netwright: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    model = build_model(mode="RGB", labels=tuple(f"a class with number {i}" for i in range(21)))
    monkeypatch.chdir(model.parent)
    lines = netwright("inspect", model.name).stdout.splitlines()
    assert max(map(len, lines)) <= 80
    assert any("and 1 more" in line for line in lines)


def test_parameters_are_the_floating_point_numbers_stored(model_path: Path, netwright: Run) -> None:
    graph = onnx.load(model_path).graph
    stored = sum(onnx.numpy_helper.to_array(tensor).size for tensor in graph.initializer)
    assert f"{stored:,}" in netwright("inspect", model_path).stdout


def test_json_holds_the_document_and_the_files_facts(model_path: Path, netwright: Run) -> None:
    ran = netwright("inspect", model_path, "--json")
    said = json.loads(ran.stdout)
    assert ran.stdout.count("\n") == 1
    assert Model.from_dict(said["model"]).labels == tuple("0123456789")
    assert said["file"]["path"] == str(model_path)
    assert said["file"]["bytes"] == model_path.stat().st_size
    assert said["file"]["opsets"] == {"ai.onnx": 18}
    assert said["file"]["operators"]["Conv"] == 1


def test_what_is_no_model_is_exit_code_2(shell: Run, tmp_path: Path) -> None:
    ran = shell("inspect", tmp_path)
    assert ran.exit_code == 2
    assert ran.stdout == ""
    assert ran.stderr.startswith("ModelError: ")
    assert "Traceback" not in ran.stderr


def test_a_graph_that_onnx_cannot_parse_is_told(model_path: Path, netwright: Run) -> None:
    # Whole on the outside: a further piece of the graph, with half an input in it.
    model_path.write_bytes(model_path.read_bytes() + b"\x3a\x03\x5a\x01\xff")
    ran = netwright("inspect", model_path)
    assert ran.exit_code == 2
    assert "cut short or damaged" in ran.stderr


def test_an_operator_whose_name_is_no_text_is_shown(model_path: Path, netwright: Run) -> None:
    model_path.write_bytes(model_path.read_bytes().replace(b"Softmax", b"\xff" * 7))
    operators = json.loads(netwright("inspect", model_path, "--json").stdout)["file"]["operators"]
    assert len(operators) == 9
