from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import typer
from color_finder import color_finder, picture_with
from PIL import Image
from typer.testing import CliRunner

from netwright.inference import ArrayEffects, Explainer, PartEffects, Predictor
from netwright.inference.commands import explain
from netwright.inference.commands.sparkline import sparkline
from netwright.interfaces.documents.model import Model
from netwright.interfaces.documents.preprocessing import (
    ArrayPreprocessing,
    CategoryColumn,
    NumberColumn,
    TablePreprocessing,
    TextPreprocessing,
)
from netwright.interfaces.documents.target import Autoencoding, Classification, Regression
from netwright.interfaces.errors import DataError, NetwrightError, UsageError
from netwright.interfaces.testing import CommandContract

Build = Callable[..., Path]


class TestExplainCommand(CommandContract):
    @pytest.fixture
    def app(self) -> typer.Typer:
        return explain.app


def run(*arguments: object) -> str:
    """What the command prints; a mistake is raised."""
    ran = CliRunner().invoke(explain.app, list(map(str, arguments)))
    if isinstance(ran.exception, NetwrightError):
        raise ran.exception
    assert ran.exit_code == 0, ran.output
    return ran.stdout


@pytest.fixture
def finder(tmp_path: Path, any_document: Model, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    picture = picture_with((96, 80), (60, 10, 90, 30), (10, 45, 15, 50))
    picture.save(tmp_path / "img.png")
    return color_finder(tmp_path / "model.onnx", any_document)


def test_a_heat_map_is_written_and_told_of(finder: Path) -> None:
    line = run(finder, "img.png")
    assert line.startswith("red  99.")
    assert line.endswith("%  class activation map of act -> explanation.png\n")
    before, after = (np.asarray(Image.open(name).convert("RGB")) for name in _PICTURES)
    assert before.shape == after.shape
    assert (before[70:, 60:] == after[70:, 60:]).all()
    assert (before[12:28, 62:88] != after[12:28, 62:88]).any(axis=2).all()


_PICTURES = ("img.png", "explanation.png")


def test_the_class_the_method_and_the_file_are_of_choice(finder: Path) -> None:
    arguments = ("--class", "blue", "--method", "occlusion", "--patch", 4, "--out", "b.png")
    said = json.loads(run(finder, "img.png", "--json", *arguments))
    assert (said["label"], said["method"], said["layer"]) == ("blue", "occlusion", None)
    assert (said["file"], said["size"]) == ("b.png", [96, 80])
    assert Image.open("b.png").size == (96, 80)


def test_a_file_in_the_way_is_kept_unless_it_is_forced(finder: Path) -> None:
    Path("explanation.png").write_text("mine")
    with pytest.raises(UsageError, match="a file is in the way"):
        run(finder, "img.png")
    assert Path("explanation.png").read_text() == "mine"
    run(finder, "img.png", "--force")
    assert Image.open("explanation.png").size == (96, 80)


def test_mistakes_are_told_before_anything_is_written(finder: Path) -> None:
    with pytest.raises(UsageError, match="there is no sample to explain"):
        run(finder)
    with pytest.raises(UsageError, match="no method 'gradcam'") as caught:
        run(finder, "img.png", "--method", "gradcam")
    assert caught.value.fix == "did you mean 'grad-cam'?"
    with pytest.raises(DataError, match="no such image"):
        run(finder, "other.png")
    with pytest.raises(UsageError, match="no layer 'acts'"):
        run(finder, "img.png", "--layer", "acts")
    assert not list(Path().glob("*a*.png"))


UNHEEDED = [
    ("img.png --layers --class red", "--class does nothing beside --layers."),
    ("img.png --layers --layer act", "--layer does nothing beside --layers."),
    ("img.png --layer act --patch 3", "--patch does nothing beside --layer."),
    ("img.png --embed out.onnx", "SAMPLE does nothing beside --embed."),
    ("img.png --row 2", "--row does nothing for a model that reads images."),
    ("img.png --layers --array x", "--array does nothing for a model that reads images."),
]


@pytest.mark.parametrize(("arguments", "message"), UNHEEDED)
def test_an_option_that_would_not_be_heeded_is_refused(
    finder: Path, arguments: str, message: str
) -> None:
    with pytest.raises(UsageError) as caught:
        run(finder, *arguments.split())
    assert (caught.value.message, caught.value.fix) == (message, "leave it out.")


def test_layers_are_listed_with_what_they_give(finder: Path) -> None:
    lines = run(finder, "img.png", "--layers").splitlines()
    heads = ["layer", "op", "shape", "mean", "std", "min", "max", "zeros", "lost", "histogram"]
    assert lines[0].split() == heads
    assert lines[2].split()[:3] == ["act", "ReLU", "[2,32,32]"]
    said = [json.loads(line) for line in run(finder, "img.png", "--layers", "--json").splitlines()]
    assert [layer["id"] for layer in said] == ["find", "act", "pool", "head"]
    assert said[1]["zeros"] > 0.5
    assert sum(said[1]["histogram"]["counts"]) == 2 * 32 * 32


def test_one_layer_becomes_a_picture(finder: Path) -> None:
    assert run(finder, "img.png", "--layer", "act").endswith("-> act.png\n")
    assert Image.open("act.png").size == (66, 32)
    run(finder, "img.png", "--layer", "head", "--out", "maps.png")
    assert Image.open("maps.png").size == (98, 48)


def test_class_activation_maps_go_into_a_model_file(finder: Path) -> None:
    run(finder, "--embed", "with.onnx")
    assert [o.name for o in Predictor("with.onnx").model.outputs][-1] == "class_activation"
    with pytest.raises(UsageError, match="a file is in the way"):
        run(finder, "--embed", "with.onnx")


def test_what_has_no_classes_is_told_what_can_be_looked_at(task_model: Build) -> None:
    raw = TablePreprocessing(columns=(NumberColumn(name="x", fill=0, mean=0, std=1),))
    nodes = [("Identity", ["x"], "values", {})]
    model = task_model(Autoencoding(), raw, "values", (1,), nodes, {})
    with pytest.raises(UsageError, match="this model does autoencoding") as caught:
        run(model, "table.csv")
    assert "--layers" in str(caught.value.fix)


TABLE = TablePreprocessing(
    columns=(
        NumberColumn(name="rooms", fill=3, mean=3, std=2),
        CategoryColumn(name="town", values=("Rome", "Oslo")),
        NumberColumn(name="age", fill=10, mean=40, std=9),
    )
)
WEIGHTS = np.array([[0.0, 2.0], [0.0, 4.0], [0.0, 0.0]], np.float32)


@pytest.fixture
def rows(task_model: Build) -> Path:
    """Two classes: the second has log-odds of 2 for each room, and 4 in Oslo."""
    target = Classification(classes=("cheap", "dear"))
    nodes = [
        ("MatMul", ["x", "weights"], "logits", {}),
        ("Softmax", ["logits"], "probabilities", {"axis": 1}),
    ]
    return task_model(target, TABLE, "probabilities", (2,), nodes, {"weights": WEIGHTS})


def test_columns_are_told_by_what_is_lost_without_them(rows: Path) -> None:
    found = Explainer(rows)({"rooms": 5, "town": "Oslo", "age": 70})
    assert isinstance(found, PartEffects)
    assert found.label == "dear"
    # Two rooms more than usual; in Oslo, where half of the towns are.
    assert dict(found.parts) == pytest.approx({"rooms": 4, "town": 2, "age": 0})
    assert [name for name, _ in found.strongest()] == ["rooms", "town", "age"]
    against = Explainer(rows)({"rooms": 5, "town": "Oslo", "age": 70}, label="cheap")
    assert isinstance(against, PartEffects)
    assert dict(against.parts) == pytest.approx({"rooms": -4, "town": -2, "age": 0})
    with pytest.raises(UsageError, match="cam is for pictures"):
        Explainer(rows)({"rooms": 5, "town": "Oslo", "age": 70}, method="cam")


def test_a_row_of_a_table_is_explained_from_the_shell(rows: Path, tmp_path: Path) -> None:
    table = tmp_path / "homes.csv"
    table.write_text("town,rooms,age\nRome,3,40\nOslo,1,40\n", encoding="utf-8")
    lines = run(rows, table, "--row", 2).splitlines()
    assert lines[0].split() == ["dear", "99.8%"]
    assert [line.split() for line in lines[2:]] == [["rooms", "-4"], ["town", "+2"], ["age", "+0"]]
    said = json.loads(run(rows, table, "--row", 2, "--json"))
    assert said["parts"][0] == {"column": "rooms", "effect": pytest.approx(-4)}
    with pytest.raises(DataError, match="fewer samples") as caught:
        run(rows, table, "--row", 3)
    assert caught.value.places == {"file": str(table), "row": "3"}


def test_a_table_has_no_patches_and_no_picture(rows: Path, tmp_path: Path) -> None:
    for option in ("--patch", "--at", "--out"):
        with pytest.raises(UsageError, match=f"{option} does nothing for a model that reads table"):
            run(rows, tmp_path / "homes.csv", option, 2)


def test_a_regression_is_explained_in_its_own_unit(task_model: Build) -> None:
    target = Regression(columns=("price", "tax"), mean=(200, 1), std=(30, 1))
    nodes: list[Any] = [("MatMul", ["x", "weights"], "values", {})]
    model = task_model(target, TABLE, "values", (2,), nodes, {"weights": WEIGHTS})
    found = Explainer(model)({"rooms": 5, "town": "Oslo", "age": 70}, label="tax")
    assert isinstance(found, PartEffects)
    assert found.probability == 14
    assert dict(found.parts) == pytest.approx({"rooms": 4, "town": 2, "age": 0})
    with pytest.raises(UsageError, match="knows no column 'taxes'"):
        Explainer(model)({"rooms": 5, "town": "Oslo", "age": 70}, label="taxes")


def test_words_of_a_text_are_told_by_what_is_lost_without_them(
    task_model: Build, tmp_path: Path
) -> None:
    # The second class has log-odds of the number of "b" in the text.
    raw = TextPreprocessing(vocabulary=("a", "b", " ", "\n"), length=20)
    nodes = [
        ("Gather", ["table", "x"], "found", {"axis": 0}),
        ("ReduceSum", ["found", "axes"], "logits", {"keepdims": 0}),
        ("Softmax", ["logits"], "probabilities", {"axis": 1}),
    ]
    table = np.array([[0, 0], [0, 0], [0, 1], [0, 0], [0, 0]], np.float32)
    weights = {"table": table, "axes": np.array([1])}
    target = Classification(classes=("few", "many"))
    model = task_model(target, raw, "probabilities", (2,), nodes, weights)
    found = Explainer(model)("aab  bbb\naa b")
    assert isinstance(found, PartEffects)
    assert (found.label, found.noun) == ("many", "word")
    assert found.parts == (("aab", 1), ("bbb", 3), ("aa", 0), ("b", 1))
    text = tmp_path / "text.txt"
    text.write_text("ab bb", encoding="utf-8")
    lines = run(model, text).splitlines()
    assert [line.split() for line in lines[2:]] == [["bb", "+2"], ["ab", "+1"]]


@pytest.mark.parametrize(("shape", "place"), [((3, 4), (1, 2)), ((40, 50), (20, 30))])
def test_places_of_an_array_are_told_by_what_is_lost_without_them(
    task_model: Build, tmp_path: Path, shape: tuple[int, int], place: tuple[int, int]
) -> None:
    raw = ArrayPreprocessing(shape=shape, mean=(2,), std=(1,))
    weights = np.zeros((*shape, 1), np.float32)
    weights[place] = 3
    nodes = [
        ("Flatten", ["x"], "flat", {}),
        ("MatMul", ["flat", "weights"], "values", {}),
    ]
    target = Regression(columns=("level",), mean=(0,), std=(1,))
    model = task_model(target, raw, "values", (1,), nodes, {"weights": weights.reshape(-1, 1)})
    found = Explainer(model)(np.full(shape, 7, np.float32))
    assert isinstance(found, ArrayEffects)
    assert found.values.shape == shape
    assert found.values[place] == 15
    assert np.count_nonzero(found.values) == (1 if shape == (3, 4) else 4)
    file = tmp_path / "arrays.npy"
    np.save(file, np.full((2, *shape), 7, np.float32))
    out = tmp_path / "effects.png"
    said = json.loads(run(model, file, "--row", 2, "--out", out, "--json"))
    assert (said["label"], said["probability"], said["effect"]) == ("level", 21, 15)
    assert Image.open(out).mode == "RGB"


def test_a_histogram_shows_what_is_not_nothing() -> None:
    line = sparkline([0, 1, 1000, 500])
    assert len(line) == 4
    assert line[0] == " "
    assert line[1] != " "
