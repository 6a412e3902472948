"""`netwright network code`: the file it writes, and what it refuses."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from backbone_networks import network_of
from typer.testing import CliRunner

from netwright.interfaces.errors import NetworkError, ShapeError
from netwright.layers.commands.network import app


def run(*arguments: str) -> Any:
    return CliRunner().invoke(app, ["code", *arguments])


def test_without_a_file_to_write_the_code_is_printed() -> None:
    result = run("mlp")
    assert result.exit_code == 0
    assert result.stdout.startswith("from __future__ import annotations\n\nimport torch\n")


def test_a_backbone_is_written_into_a_file_that_runs_without_torchvision(tmp_path: Path) -> None:
    network_of(64, model="resnet18", output="layer1").write(tmp_path / "net.json")
    result = run(str(tmp_path / "net.json"), "--out", str(tmp_path / "net.py"))
    assert result.stdout == f"written: {tmp_path / 'net.py'}\n"
    code = "import sys, net; assert 'torchvision' not in sys.modules; print(net.Network())"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=True
    )
    assert "BasicBlock" in done.stdout


@pytest.mark.parametrize(
    ("model", "shape", "kind", "message"),
    [
        ("resnet17", [3, 64, 64], NetworkError, "no classification model 'resnet17'"),
        ("resnet18", [1, 64, 64], ShapeError, "expects 3 channels"),
    ],
)
def test_a_network_that_is_not_valid_is_not_written(
    model: str, shape: list[int], kind: type, message: str, tmp_path: Path
) -> None:
    content = json.loads(network_of(64, model=model).to_json())
    content["inputs"]["image"]["shape"] = shape
    (tmp_path / "net.json").write_text(json.dumps(content), encoding="utf-8")
    result = run(str(tmp_path / "net.json"), "--out", str(tmp_path / "net.py"))
    assert isinstance(result.exception, kind)
    assert message in str(result.exception)
    assert not (tmp_path / "net.py").exists()
