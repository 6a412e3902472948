"""What `netwright predict` runs on, what it writes to a file, and options that would do nothing."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from netwright.inference import Predictor
from netwright.interfaces.documents import (
    ArrayPreprocessing,
    Classification,
    NumberColumn,
    Regression,
    TablePreprocessing,
)

Run = Callable[..., Any]
Build = Callable[..., Path]


@pytest.fixture
def sums(task_model: Build) -> Path:
    """A model of arrays [3] that gives their sum."""
    nodes = [("ReduceSum", ["x", "axes"], "values", {"keepdims": 1})]
    target = Regression(columns=("sum",), mean=(0,), std=(1,))
    array = ArrayPreprocessing(shape=(3,))
    return task_model(target, array, "values", (1,), nodes, {"axes": np.array([1], np.int64)})


def table(path: Path, delimiter: str = ",") -> list[list[str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file, delimiter=delimiter))


def test_what_it_runs_on_is_told_where_somebody_asked(
    model_path: Path, save_image: Build, netwright: Run
) -> None:
    image = save_image()
    plain = netwright("predict", model_path, image)
    assert plain.stderr == ""
    asked = netwright("predict", model_path, image, "--provider", "cpu", "--threads", 1)
    assert asked == (0, plain.stdout, "runs on cpu; 1 CPU thread\n")
    asked = netwright("predict", model_path, image, "--threads", 3)
    assert asked.stderr == "runs on cpu; 3 CPU threads\n"


def test_a_provider_that_is_not_there_is_told(
    model_path: Path, save_image: Build, netwright: Run
) -> None:
    ran = netwright("predict", model_path, save_image(), "--provider", "cudaa")
    assert (ran.exit_code, ran.stdout) == (2, "")
    assert "no provider 'cudaa'" in ran.stderr
    assert netwright("predict", model_path, save_image(), "--threads", 0).exit_code == 2


def test_labels_of_images_can_be_a_table(
    build_model: Build, save_image: Build, netwright: Run, tmp_path: Path
) -> None:
    model = build_model(labels=("кот", "a,b", "x"))
    images = [save_image(f"{name}.png", seed=seed) for seed, name in enumerate(("1", "2, 3"))]
    out = tmp_path / "answers.csv"
    assert netwright("predict", model, *images, "--out", out, "--top", 9) == (0, "", "")
    head, *rows = table(out)
    assert head[:5] == ["path", "predicted", "probability", "predicted_2", "probability_2"]
    assert len(head) == 7
    predictor = Predictor(model)
    for row, image in zip(rows, images, strict=True):
        assert row[:2] == [str(image), predictor(image).label]
        assert float(row[2]) == pytest.approx(predictor(image).probability, abs=1e-6)


def test_tabs_stand_between_the_cells_of_a_tsv(sums: Path, netwright: Run, tmp_path: Path) -> None:
    np.save(tmp_path / "x.npy", np.arange(6, dtype=np.float32).reshape(2, 3))
    out = tmp_path / "sums.tsv"
    assert netwright("predict", sums, tmp_path / "x.npy", "--out", out).exit_code == 0
    names = [f"{tmp_path / 'x.npy'}[{index}]" for index in (0, 1)]
    assert table(out, "\t") == [["path", "predicted_sum"], [names[0], "3"], [names[1], "12"]]


def test_json_lines_are_told_by_the_ending(
    model_path: Path, save_image: Build, netwright: Run, tmp_path: Path
) -> None:
    image, out = save_image(), tmp_path / "answers.jsonl"
    assert netwright("predict", model_path, image, "--out", out) == (0, "", "")
    printed = netwright("predict", model_path, image, "--json").stdout
    assert out.read_text("utf-8") == printed
    assert json.loads(printed)["path"] == str(image)


def test_what_is_in_the_way_is_not_replaced(
    model_path: Path, save_image: Build, netwright: Run, tmp_path: Path
) -> None:
    image, out = save_image(), tmp_path / "answers.csv"
    out.write_text("kept")
    ran = netwright("predict", model_path, image, "--out", out)
    assert (ran.exit_code, out.read_text()) == (2, "kept")
    assert "a file is in the way" in ran.stderr
    assert netwright("predict", model_path, image, "--out", out, "--force").exit_code == 0
    assert out.read_text("utf-8").startswith("path,predicted")


def test_where_there_is_nothing_to_predict_no_file_is_written(
    model_path: Path, netwright: Run, tmp_path: Path
) -> None:
    out = tmp_path / "answers.csv"
    (tmp_path / "empty").mkdir()
    assert netwright("predict", model_path, tmp_path / "empty", "--out", out).exit_code == 2
    assert not out.exists()


def test_what_cannot_be_read_is_left_out_of_the_table_and_told(
    model_path: Path, save_image: Build, netwright: Run, tmp_path: Path
) -> None:
    good, bad, out = save_image(), tmp_path / "bad.png", tmp_path / "answers.csv"
    bad.write_text("no image")
    ran = netwright("predict", model_path, bad, good, "--out", out)
    assert ran.exit_code == 2
    assert str(bad) in ran.stderr
    assert [row[0] for row in table(out)] == ["path", str(good)]


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (["--array", "x"], "--array is for models that read arrays; this one reads images."),
        (["--continue", "3"], "this model does classification: it does not go on with texts."),
        (["--seed", "3"], "--seed is only for --continue."),
        (["--temperature", "0"], "--temperature is only for --continue."),
    ],
)
def test_an_option_that_would_do_nothing_is_refused(
    model_path: Path, save_image: Build, netwright: Run, options: list[str], words: str
) -> None:
    ran = netwright("predict", model_path, save_image(), *options)
    assert (ran.exit_code, ran.stdout) == (2, "")
    assert words in ran.stderr
    assert "fix: " in ran.stderr


def test_numbers_have_no_most_probable_ones(sums: Path, netwright: Run, tmp_path: Path) -> None:
    ran = netwright("predict", sums, tmp_path / "x.npy", "--top", 2)
    assert ran.exit_code == 2
    assert "--top is for models that choose one of several; this one does regression" in ran.stderr


def test_one_bad_table_does_not_stop_the_others(
    task_model: Build, netwright: Run, tmp_path: Path
) -> None:
    rows = TablePreprocessing(columns=(NumberColumn(name="a", fill=0, mean=0, std=1),))
    target = Classification(classes=("no", "yes"))
    nodes = [
        ("Sub", ["x", "x"], "zeros", {}),
        ("Concat", ["zeros", "x"], "both", {"axis": 1}),
        ("Softmax", ["both"], "probabilities", {"axis": 1}),
    ]
    model = task_model(target, rows, "probabilities", (2,), nodes, {})
    good, bad = tmp_path / "good.csv", tmp_path / "bad.csv"
    good.write_text("a\n5\n-5\n", encoding="utf-8")
    bad.write_text("b\n5\n", encoding="utf-8")
    ran = netwright("predict", model, bad, good, tmp_path / "missing.csv", "--top", 2)
    assert ran.exit_code == 2
    assert "the column 'a' is missing" in ran.stderr
    assert "there is no such table" in ran.stderr
    head, first, second = ran.stdout.splitlines()
    assert head == "a,predicted,probability,predicted_2,probability_2"
    assert first.startswith("5,yes,0.99")
    assert second.startswith("-5,no,0.99")
