"""`netwright comfyui run`: workflows of our nodes without ComfyUI."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from canvas import Canvas
from training_data import few_digits_in, small_network

from netwright.interfaces.errors import UsageError
from netwright.training import Run
from netwright_nodes.standalone.canvas import prompt_of_canvas
from netwright_nodes.standalone.workflow_files import read_workflow
from stand_in_nodes import PACK


def command(*words: str, module: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    """What a command's own app says, in a process of its own."""
    code = f"from {module} import app; app()"
    path = os.pathsep.join([str(PACK), os.environ.get("PYTHONPATH", "")])
    return subprocess.run(
        [sys.executable, "-c", code, *words],
        cwd=cwd,
        env={**os.environ, "PYTHONPATH": path},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


@pytest.fixture
def base(tmp_path: Path) -> Path:
    """A folder with few digits in its input folder."""
    few_digits_in(tmp_path / "base" / "input" / "digits", tmp_path / "all")
    return tmp_path / "base"


def test_a_workflow_gives_the_weights_that_train_gives_on_its_documents(
    base: Path, canvas: Canvas, tmp_path: Path
) -> None:
    dataset = canvas.add("NetwrightDataset")
    recipe = canvas.add("NetwrightRecipe", augmentation="shift and turn", batch_size="32")
    network = small_network(canvas, dataset)
    canvas.add(
        "NetwrightTrain",
        dataset=dataset,
        network=network,
        recipe=recipe,
        epochs=2,
        seed=5,
        name="c",
    )
    (tmp_path / "workflow.json").write_text(json.dumps(canvas.prompt), encoding="utf-8")
    ran = command(
        "run",
        "workflow.json",
        "--base",
        str(base),
        module="netwright_nodes.commands.comfyui",
        cwd=tmp_path,
    )
    assert ran.returncode == 0, ran.stderr
    run = Run(base / "output" / "netwright" / "runs" / "c-01")
    assert f"run: {run.folder}" in ran.stdout
    files = {name: str(run.folder / f"{name}.json") for name in ("dataset", "network", "recipe")}
    words = [files["recipe"], "--data", files["dataset"], "--network", files["network"]]
    trained = command(
        *words, "--name", "t", module="netwright.training.commands.train", cwd=tmp_path
    )
    assert trained.returncode == 0, trained.stderr
    again = Run(tmp_path / "runs" / "t")
    assert again.best_checkpoint.read_bytes() == run.best_checkpoint.read_bytes()
    assert again.last_checkpoint.read_bytes() == run.last_checkpoint.read_bytes()


def test_what_is_wrong_is_told_by_node(base: Path, canvas: Canvas, tmp_path: Path) -> None:
    canvas.add("NetwrightDataset", path="nowhere")
    (tmp_path / "workflow.json").write_text(json.dumps(canvas.prompt), encoding="utf-8")
    ran = command(
        "run",
        "workflow.json",
        "--base",
        str(base),
        module="netwright_nodes.commands.comfyui",
        cwd=tmp_path,
    )
    assert ran.returncode == 2
    assert "NetwrightDataset #1: " in ran.stderr
    assert "there is no 'nowhere'" in ran.stderr
    assert "Traceback" not in ran.stderr


def test_a_canvas_says_the_prompt_that_the_page_would_send(small_host: Any) -> None:
    """Past a reroute and a bypassed node, without notes and muted nodes."""
    contents = {
        "nodes": [
            node(1, "NetwrightTensorInput", [], ["NETWRIGHT_TENSOR"], values=["4", "float32"]),
            node(2, "Reroute", [1], ["*"]),
            node(3, "NetwrightLayerReLU", [2], ["NETWRIGHT_TENSOR"], mode=4),
            node(4, "NetwrightLayerFlatten", [3], ["NETWRIGHT_TENSOR"], values=[1, -1]),
            node(5, "NetwrightLayerReLU", [3], ["NETWRIGHT_TENSOR"], mode=2),
            node(6, "MarkdownNote", [], [], values=["words"]),
        ],
        "links": [
            [1, 1, 0, 2, 0, "*"],
            {"id": 2, "origin_id": 2, "origin_slot": 0, "target_id": 3, "target_slot": 0},
            [3, 3, 0, 4, 0, "NETWRIGHT_TENSOR"],
        ],
    }
    assert prompt_of_canvas(contents, small_host.nodes) == {
        "1": {
            "class_type": "NetwrightTensorInput",
            "inputs": {"shape": "4", "dtype": "float32"},
        },
        "4": {
            "class_type": "NetwrightLayerFlatten",
            "inputs": {"start_dim": 1, "end_dim": -1, "input": ["1", 0]},
        },
    }


@pytest.mark.parametrize("name", ["nested", "typed"])
def test_subgraphs_are_taken_apart_as_the_page_does(small_host: Any, name: str) -> None:
    """Saved, and sent, by the page of ComfyUI 0.8.0.

    `nested` has one subgraph in another one, `typed` has a widget of its own for one of a node's.
    """
    folder = Path(__file__).with_name("subgraphs")
    sent = json.loads((folder / f"{name}.prompt.json").read_text("utf-8"))
    assert read_workflow(folder / f"{name}.json", small_host.nodes) == sent


def test_each_place_of_a_subgraph_has_values_of_its_own(small_host: Any) -> None:
    contents = json.loads(Path(__file__).with_name("subgraphs").joinpath("typed.json").read_bytes())
    (place,) = (node for node in contents["nodes"] if "proxyWidgets" in node["properties"])
    contents["nodes"].append({**place, "id": 99, "widgets_values": [7]})
    prompt = prompt_of_canvas(contents, small_host.nodes)
    channels = [prompt[f"{id}:11"]["inputs"]["out_channels"] for id in (place["id"], 99)]
    assert channels == [20, 7]


def test_a_subgraph_in_itself_and_a_wire_in_a_circle_are_refused(small_host: Any) -> None:
    inside = {"id": "a", "nodes": [node(1, "a", [], [])], "links": []}
    endless = {"nodes": [node(1, "a", [], [])], "links": [], "definitions": {"subgraphs": [inside]}}
    with pytest.raises(UsageError, match="one holds itself"):
        prompt_of_canvas(endless, small_host.nodes)
    nodes = [node(1, "Reroute", [1], ["*"]), node(2, "NetwrightLayerReLU", [2], ["*"])]
    circle = {"nodes": nodes, "links": [[1, 1, 0, 1, 0, "*"], [2, 1, 0, 2, 0, "*"]]}
    with pytest.raises(UsageError, match="in a circle"):
        prompt_of_canvas(circle, small_host.nodes)


def node(
    id: int, type: str, links: list[int], outputs: list[str], mode: int = 0, values: Any = None
) -> dict[str, Any]:
    sockets = [{"name": "input", "type": "NETWRIGHT_TENSOR", "link": link} for link in links]
    return {
        "id": id,
        "type": type,
        "mode": mode,
        "inputs": sockets,
        "outputs": [{"type": kind} for kind in outputs],
        "widgets_values": values or [],
    }


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ("{", "this is not JSON"),
        ("[]", "this is no workflow of ComfyUI."),
        ('{"nodes": [], "links": [], "definitions": {"subgraphs": [{}]}}', r"KeyError\('id'\)"),
        ('{"nodes": [{"id": 1}], "links": [[]]}', "the canvas in this file is not as ComfyUI"),
    ],
)
def test_what_is_no_workflow_is_refused(
    small_host: Any, tmp_path: Path, content: str, says: str
) -> None:
    path = tmp_path / "workflow.json"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(UsageError, match=says):
        read_workflow(path, small_host.nodes)


def test_what_needs_another_pack_is_refused_and_what_only_shows_is_left_out(
    small_host: Any,
) -> None:
    from netwright_nodes.standalone.ours import without_foreign

    ours = {"class_type": "NetwrightForwardTest", "inputs": {"image": ["7", 0]}}
    sampler = {"class_type": "KSampler", "inputs": {}}
    with pytest.raises(UsageError, match="image of NetwrightForwardTest #1 comes from KSampler #7"):
        without_foreign({"1": ours, "7": sampler}, small_host.nodes)
    listed = {"class_type": "NetwrightListRuns", "inputs": {}}
    shows = {"class_type": "PreviewAny", "inputs": {"source": ["1", 0]}}
    kept, left_out = without_foreign({"1": listed, "2": shows}, small_host.nodes)
    assert kept == {"1": listed}
    assert left_out == ["PreviewAny #2"]
