from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import typer
from typer.testing import CliRunner

from netwright.interfaces.documents import Network
from netwright.interfaces.errors import DocumentError, NetworkError, ShapeError
from netwright.interfaces.testing import CommandContract
from netwright.layers.commands.network import app

MLP = {
    "name": "mlp",
    "inputs": {"image": {"shape": [1, 8, 8]}},
    "nodes": [
        {"id": "flatten", "op": "Flatten", "inputs": ["image"]},
        {"id": "head", "op": "Linear", "params": {"out_features": 10}, "inputs": ["flatten"]},
    ],
    "outputs": {"logits": "head"},
}


class TestNetwork(CommandContract):
    @pytest.fixture
    def app(self) -> typer.Typer:
        return app


@pytest.fixture
def mlp(tmp_path: Path) -> str:
    Network.from_dict(MLP).write(tmp_path / "mlp.json")
    return str(tmp_path / "mlp.json")


@pytest.fixture
def misfit(tmp_path: Path) -> str:
    flatten, head = MLP["nodes"]
    wrong = {**head, "params": {"out_features": 10, "in_features": 63}}
    file = tmp_path / "misfit.json"
    file.write_text(json.dumps({**MLP, "nodes": [flatten, wrong]}))
    return str(file)


def run(*arguments: str) -> Any:
    return CliRunner().invoke(app, arguments)


def test_check_says_what_goes_in_and_comes_out(mlp: str) -> None:
    result = run("check", mlp)
    assert result.stdout == "ok: image [1,8,8] → logits [10], 2 layers, 650 parameters\n"
    assert result.exit_code == 0


def test_check_for_machines(mlp: str) -> None:
    found = json.loads(run("check", mlp, "--json").stdout)
    assert found == {
        "ok": True,
        "name": "mlp",
        "inputs": {"image": {"shape": [1, 8, 8], "dtype": "float32"}},
        "outputs": {"logits": {"shape": [10], "dtype": "float32"}},
        "layers": 2,
        "parameters": 650,
    }


def test_check_tells_the_mistake_and_ends_with_1(misfit: str) -> None:
    result = run("check", misfit)
    assert result.exit_code == 1
    assert result.stdout == (
        "ShapeError: 'head' (Linear) expects 63 features, but 'flatten' (Flatten) gives 64.\n"
        "  path: image [1,8,8] → flatten [64] → head\n"
        "  fix: leave in_features out, or set in_features=64.\n"
    )


def test_check_tells_the_mistake_to_machines(misfit: str) -> None:
    result = run("check", misfit, "--json")
    assert result.exit_code == 1
    found = json.loads(result.stdout)
    assert found["ok"] is False
    assert found["error"]["kind"] == "ShapeError"
    assert found["error"]["places"] == {"path": "image [1,8,8] → flatten [64] → head"}
    assert found["error"]["fix"] == "leave in_features out, or set in_features=64."


def test_check_of_a_misspelt_key_is_a_mistake_in_the_network(tmp_path: Path) -> None:
    file = tmp_path / "net.json"
    file.write_text(json.dumps({**MLP, "nods": []}))
    result = run("check", str(file))
    assert result.exit_code == 1
    assert "nods" in result.stdout


def test_a_missing_file_is_no_answer(tmp_path: Path) -> None:
    missing = str(tmp_path / "gone.json")
    for command in ("check", "summary", "diagram"):
        assert isinstance(run(command, missing).exception, DocumentError)


def test_a_file_that_is_no_json_is_no_answer(tmp_path: Path) -> None:
    (tmp_path / "net.json").write_text("{")
    assert isinstance(run("check", str(tmp_path / "net.json")).exception, DocumentError)


def test_a_name_of_the_library_will_do() -> None:
    assert run("check", "residual").exit_code == 0
    error = run("summary", "residul").exception
    assert isinstance(error, NetworkError)
    assert "did you mean 'residual'?" in error.fix


def test_summary_shows_every_layer_and_the_totals(mlp: str) -> None:
    assert run("summary", mlp, "--batch-size", "8").stdout == (
        "mlp: image [1,8,8] → logits [10]\n"
        "\n"
        "node     op       settings                         output   parameters  mult-adds\n"
        "───────  ───────  ───────────────────────────────  ───────  ──────────  ─────────\n"
        "image    input                                     [1,8,8]\n"
        "flatten  Flatten                                   [64]\n"
        "head     Linear   out_features=10, in_features=64  [10]            650        640\n"
        "\n"
        "layers          2\n"
        "parameters      650 (650 trainable, 0 frozen)\n"
        "weights         2.60 kB\n"
        "multiply-adds   640 for one sample\n"
        "activations     2.37 kB at the peak of inference,\n"
        "                2.37 kB kept for training, for 8 samples at once\n"
    )


def test_summary_shows_a_block_as_one_row_or_all_of_it() -> None:
    assert "conv1" not in run("summary", "residual").stdout
    whole = run("summary", "residual", "--blocks").stdout
    assert "\n  conv1  Conv2d       out_channels=16, kernel_size=3" in whole
    assert "in_channels=16" in whole


def test_summary_of_long_names_stays_within_100_columns(tmp_path: Path) -> None:
    ids = [f"{'a_very_long_name_' * 3}{index}" for index in range(3)]
    reads = ["tokens", *ids]
    nodes = [
        {"id": id, "op": "TransformerEncoderLayer", "params": {"nhead": 4}, "inputs": [read]}
        for id, read in zip(ids, reads, strict=False)
    ]
    inputs = {"tokens": {"shape": [1024, 512]}}
    document = {"inputs": inputs, "nodes": nodes, "outputs": {"y": ids[-1]}}
    (tmp_path / "net.json").write_text(json.dumps(document))
    result = run("summary", str(tmp_path / "net.json"))
    assert result.exit_code == 0, result.exception
    table = result.stdout.split("\n\n")[1]
    assert max(map(len, table.splitlines())) <= 100


def test_summary_for_machines_holds_every_layer_exactly() -> None:
    found = json.loads(run("summary", "residual", "--json", "--batch-size", "2").stdout)
    (block,) = found["nodes"]
    conv1 = block["nodes"][0]
    assert (block["path"], conv1["path"]) == ("block", "block.conv1")
    assert conv1["params"]["in_channels"] == 16
    assert conv1["multiply_adds"] == 16 * 16 * 3 * 3 * 8 * 8
    assert conv1["outputs"] == {"output": {"shape": [16, 8, 8], "dtype": "float32"}}
    assert found["parameters"] == block["parameters"] == 4672
    assert found["activation_bytes"]["batch_size"] == 2


def test_a_document_cannot_send_orders_to_the_terminal(tmp_path: Path) -> None:
    file = tmp_path / "net.json"
    file.write_text(json.dumps({**MLP, "name": "\x1b[2J\x9b31m"}))
    out = run("summary", str(file)).stdout
    assert "\x1b" not in out
    assert "\x9b" not in out


def test_a_batch_of_nothing_is_a_usage_error(mlp: str) -> None:
    assert run("summary", mlp, "--batch-size", "0").exit_code == 2


def test_a_shape_error_stops_summary_and_diagram(misfit: str) -> None:
    for command in ("summary", "diagram"):
        assert isinstance(run(command, misfit).exception, ShapeError)


def test_help_needs_no_torch() -> None:
    code = (
        "import sys; from netwright.layers.commands.network import app\n"
        "for command in ([], ['check'], ['summary'], ['diagram']):\n"
        "  try: app([*command, '--help'])\n"
        "  except SystemExit: pass\n"
        "assert 'torch' not in sys.modules, 'torch was imported'"
    )
    subprocess.run([sys.executable, "-c", code], check=True, capture_output=True)
