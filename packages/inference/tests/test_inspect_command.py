from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import onnx
import onnxruntime
import pytest
import typer

from netwright.inference import session
from netwright.inference.commands import inspect
from netwright.interfaces.documents import (
    ArrayPreprocessing,
    Autoencoding,
    CategoryColumn,
    ImagePreprocessing,
    ImageToImage,
    Model,
    NextToken,
    NumberColumn,
    Regression,
    Segmentation,
    TablePreprocessing,
    TextPreprocessing,
)
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


REGRESSION = Regression(columns=("price", "tax"), mean=(200, 0.5), std=(30.5, 0.1))
IMAGE = ImagePreprocessing(mode="L", height=4, width=6, fit="pad", mean=(0.5,), std=(0.25,))
TABLE = TablePreprocessing(
    columns=(
        NumberColumn(name="rooms", fill=3, mean=3.25, std=2),
        CategoryColumn(name="town", values=("Rome", "Oslo")),
    )
)
COLOURED = Segmentation(classes=("sky", "sea"), colors=((255, 0, 16), (0, 9, 255)))
KINDS = [
    (REGRESSION, TABLE, ["values 2: price (200 ± 30.5), tax (0.5 ± 0.1)"]),
    (REGRESSION, TABLE, ["2: rooms (3.25 ± 2, 3 in a gap), town (one of 2: Rome, Oslo)"]),
    (COLOURED, IMAGE, ["labels 2: sky, sea", "colours 2: #ff0010, #0009ff", "padded"]),
    (ImageToImage(mode="RGB", height=8, width=12), IMAGE, ["picture 8 x 12 pixels, RGB"]),
    (
        Autoencoding(),
        ArrayPreprocessing(shape=(2, 3), mean=(1, 2), std=(1, 4)),
        ["array float32 [2,3]", "(x - (1, 2)) / (1, 4)"],
    ),
    (
        NextToken(),
        TextPreprocessing(vocabulary=("a", "\n"), length=64),
        ["text 64 characters at a time, 2 known", r"vocabulary 'a' '\n'"],
    ),
    (NextToken(), TextPreprocessing(unit="byte", length=9), ["9 bytes at a time, 256 known"]),
]


@pytest.mark.parametrize(("target", "preprocessing", "facts"), KINDS)
def test_every_kind_of_model_says_what_it_takes_and_gives(
    task_model: Build, netwright: Run, target: Any, preprocessing: Any, facts: list[str]
) -> None:
    nodes = [("Constant", [], "answer", {"value_floats": [1.0]})]
    ran = netwright("inspect", task_model(target, preprocessing, "answer", (), nodes, {}))
    assert (ran.exit_code, ran.stderr) == (0, "")
    page = " ".join(ran.stdout.split())
    for fact in [f"task {target.task}", *facts]:
        assert fact in page, fact
    assert "same first class" not in page


def test_inspecting_runs_nothing_but_says_what_it_would_run_on(
    model_path: Path, netwright: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delattr(onnxruntime, "InferenceSession")
    monkeypatch.setattr(
        onnxruntime,
        "get_available_providers",
        lambda: ["CUDAExecutionProvider", "CPUExecutionProvider"],
    )
    monkeypatch.setattr(session, "usable_cores", lambda: 3)
    assert (
        "runs on       cuda, then cpu; 3 CPU threads\n" in netwright("inspect", model_path).stdout
    )
    content = json.loads(netwright("inspect", model_path, "--json").stdout)
    assert content["runs_on"] == {"providers": ["cuda", "cpu"], "threads": 3}
