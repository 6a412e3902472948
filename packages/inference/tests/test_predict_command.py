from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import typer

from netwright.inference import Predictor
from netwright.inference.commands import predict
from netwright.interfaces.testing import CommandContract

Run = Callable[..., Any]
Build = Callable[..., Path]


class TestPredictCommand(CommandContract):
    @pytest.fixture
    def app(self) -> typer.Typer:
        return predict.app


def test_one_image_is_one_line(model_path: Path, save_image: Build, netwright: Run) -> None:
    image = save_image()
    best = Predictor(model_path)(image)
    ran = netwright("predict", model_path, image)
    assert ran == (0, f"{image}  {best.label}  {100 * best.probability:5.1f} %\n", "")


def test_columns_stand_under_each_other(
    build_model: Build, save_image: Build, netwright: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    labels = ("cat", "犬", "elephant")
    model = build_model(labels=labels)
    for seed, name in enumerate(("a.png", "数字.png", "longer name.png")):
        save_image(f"photos/{name}", seed=seed)
    monkeypatch.chdir(model.parent)
    lines = netwright("predict", model, "photos", "--top", 3).stdout.splitlines()
    cells = [sum(2 if ord(char) > 0x2E80 else 1 for char in line) for line in lines]
    assert len(lines) == 3
    assert len(set(cells)) == 1
    for line in lines:
        assert all(label in line for label in labels)
        assert line.count(" %") == 3


def test_json_is_one_object_a_line_and_says_what_python_says(
    build_model: Build, save_image: Build, netwright: Run
) -> None:
    model, images = build_model(labels=("кот", "犬", "x")), [save_image(f"{i}.png") for i in "ab"]
    ran = netwright("predict", model, *images, "--json", "--top", 2)
    assert "кот" in ran.stdout
    predictor = Predictor(model)
    for line, image in zip(ran.stdout.splitlines(), images, strict=True):
        said, expected = json.loads(line), predictor(image).to_dict(top=2)
        assert list(said) == ["path", "label", "probability", "top"]
        assert (said["path"], said["label"]) == (expected["path"], expected["label"])
        assert said["probability"] == pytest.approx(expected["probability"], abs=1e-6)
        assert [top["label"] for top in said["top"]] == [top["label"] for top in expected["top"]]


def test_one_bad_image_does_not_stop_the_others(
    model_path: Path, save_image: Build, netwright: Run, tmp_path: Path
) -> None:
    first, last = save_image("1.png"), save_image("3.jpg")
    bad = tmp_path / "2.jpg"
    bad.write_bytes(last.read_bytes()[:500])
    missing, nothing = tmp_path / "missing.png", tmp_path / "*.gif"
    ran = netwright("predict", model_path, first, bad, missing, nothing, last)
    assert ran.exit_code == 2
    assert [line.split()[0] for line in ran.stdout.splitlines()] == [str(first), str(last)]
    assert ran.stderr.count("DataError: ") == 3
    assert ran.stderr.count("fix: ") == 3
    for place in (bad, missing, nothing):
        assert str(place) in ran.stderr


def test_a_folder_is_predicted_in_order(
    model_path: Path, save_image: Build, netwright: Run, tmp_path: Path
) -> None:
    expected = [str(save_image(f"photos/{name}.png")) for name in ("a/1", "a/2", "b")]
    ran = netwright("predict", model_path, tmp_path / "photos", "--json")
    assert [json.loads(line)["path"] for line in ran.stdout.splitlines()] == expected
    assert ran.exit_code == 0


def test_names_cannot_drive_the_terminal(
    build_model: Build, save_image: Build, netwright: Run
) -> None:
    model = build_model(labels=("\x1b[31mred", "two\nlines"))
    ran = netwright("predict", model, save_image(), "--top", 2)
    assert "\x1b" not in ran.stdout
    assert ran.stdout.count("\n") == 1


@pytest.mark.parametrize("arguments", [[], ["model.onnx"], ["model.onnx", "i.png", "--top", "0"]])
def test_wrong_use_is_exit_code_2(netwright: Run, arguments: list[str]) -> None:
    ran = netwright("predict", *arguments)
    assert ran.exit_code == 2
    assert ran.stdout == ""


def test_a_bad_model_is_one_error_without_a_traceback(shell: Run, save_image: Build) -> None:
    image = save_image()
    ran = shell("predict", image, image)
    assert ran.exit_code == 2
    assert ran.stdout == ""
    assert ran.stderr == (
        "ModelError: expected an ONNX model, but the content is something else.\n"
        f"  file: {image}\n"
        "  fix: give a model.onnx that Netwright wrote; a run folder holds one.\n"
    )


def test_json_is_utf8_even_where_the_console_is_not(
    build_model: Build, save_image: Build, shell: Run
) -> None:
    model = build_model(labels=("кот", "犬"))
    env = {**os.environ, "PYTHONIOENCODING": "latin-1", "PYTHONUTF8": "0"}
    ran = shell("predict", model, save_image(), "--json", "--top", 2, env=env)
    assert (ran.exit_code, ran.stderr) == (0, "")
    assert {top["label"] for top in json.loads(ran.stdout)["top"]} == {"кот", "犬"}


@pytest.mark.skipif(os.name == "nt", reason="Windows knows no SIGINT for another process")
def test_ctrl_c_ends_with_130_and_keeps_what_was_said(model_path: Path, save_image: Build) -> None:
    # More lines than a pipe holds: the command still works when the signal comes.
    image = save_image()
    command = [sys.executable, "-m", "netwright.interfaces.cli", "predict", str(model_path)]
    with subprocess.Popen(
        [*command, *[image.name] * 20_000],
        cwd=image.parent,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout is not None
        process.stdout.readline()
        process.send_signal(signal.SIGINT)
        _, stderr = process.communicate()
    assert process.returncode == 130
    assert "Traceback" not in stderr
