"""Models that read arrays and texts: in Python, and from files in the shell."""

from __future__ import annotations

import csv
import itertools
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from netwright.inference import NextToken, Prediction, Predictor, Reconstruction
from netwright.interfaces.documents import (
    ArrayPreprocessing,
    Autoencoding,
    Classification,
    Regression,
    TextPreprocessing,
)
from netwright.interfaces.documents import NextToken as NextTokenTarget
from netwright.interfaces.errors import DataError, UsageError

Build = Callable[..., Path]
Run = Callable[..., Any]
SIGNAL = ArrayPreprocessing(shape=(2, 3), mean=(0, 0), std=(1, 2))
ABC = TextPreprocessing(vocabulary=("a", "b", "c"), length=4)


@pytest.fixture
def sums(task_model: Build) -> Path:
    """The sum of an array's numbers."""
    nodes = [
        ("Flatten", ["x"], "flat", {}),
        ("MatMul", ["flat", "ones"], "values", {}),
    ]
    target = Regression(columns=("sum",), mean=(0,), std=(1,))
    weights = {"ones": np.ones((6, 1), np.float32)}
    return task_model(target, SIGNAL, "values", (1,), nodes, weights)


def chain(preprocessing: TextPreprocessing, follows: dict[int, dict[int, float]]) -> Any:
    """The arguments of a model in which each token alone decides what follows it."""
    table = np.full((preprocessing.tokens, preprocessing.tokens), -99, np.float32)
    for token, others in follows.items():
        for other, share in others.items():
            table[token, other] = np.log(share)
    nodes = [
        ("Gather", ["table", "x"], "logits", {}),
        ("Softmax", ["logits"], "probabilities", {"axis": 2}),
    ]
    sizes = (preprocessing.length, preprocessing.tokens)
    return NextTokenTarget(), preprocessing, "probabilities", sizes, nodes, {"table": table}


@pytest.fixture
def circle(task_model: Build) -> Path:
    """After a comes b, after b comes c; after c comes a, or b in a quarter of all cases."""
    return task_model(*chain(ABC, {1: {2: 1}, 2: {3: 1}, 3: {1: 0.75, 2: 0.25}}))


def test_an_array_of_the_right_shape_is_predicted(sums: Path) -> None:
    predictor = Predictor(sums)
    assert predictor(np.ones((2, 3))).values == {"sum": 6.0}
    assert predictor([[1, 2, 3], [4, 5, 6]]).values == {"sum": 21.0}
    many = np.arange(24).reshape(4, 2, 3)
    found = [answer.values["sum"] for answer in predictor.predict(many, batch_size=3)]
    assert found == [15, 51, 87, 123]


def test_an_array_of_another_shape_is_told(sums: Path) -> None:
    predictor = Predictor(sums)
    with pytest.raises(DataError, match=r"expected the shape \[2, 3\], but \[3, 2\] came"):
        predictor(np.ones((3, 2)))
    with pytest.raises(UsageError, match="expected an array, but a str came"):
        predictor("array.npy")
    with pytest.raises(UsageError, match="several arrays, but one came"):
        predictor.predict("array.npy")


def test_array_files_are_a_line_a_sample(sums: Path, netwright: Run, tmp_path: Path) -> None:
    one, many = tmp_path / "one.npy", tmp_path / "many.npz"
    np.save(one, np.ones((2, 2, 3)))
    np.savez(many, x=np.zeros((1, 2, 3)), y=np.zeros(1))
    ran = netwright("predict", sums, one, many)
    assert (ran.exit_code, ran.stderr) == (0, "")
    lines = [line.split() for line in ran.stdout.splitlines()]
    assert lines == [
        [f"{one}[0]", "sum", "6"],
        [f"{one}[1]", "sum", "6"],
        [f"{many}[0]", "sum", "0"],
    ]
    said = json.loads(netwright("predict", sums, many, "--json").stdout)
    assert said == {"path": f"{many}[0]", "values": {"sum": 0.0}}


def test_bad_array_files_are_told_and_the_others_predicted(
    sums: Path, netwright: Run, tmp_path: Path
) -> None:
    good, shape, several = (tmp_path / name for name in ("good.npy", "shape.npy", "several.npz"))
    np.save(good, np.ones((1, 2, 3)))
    np.save(shape, np.ones((1, 3, 2)))
    np.savez(several, a=np.ones(1), b=np.ones(1))
    objects, text = tmp_path / "objects.npy", tmp_path / "text.npy"
    np.save(objects, np.array([{}]), allow_pickle=True)
    text.write_text("no array")
    ran = netwright("predict", sums, shape, several, objects, text, tmp_path / "no.npy", good)
    assert ran.exit_code == 2
    assert ran.stdout.split() == [f"{good}[0]", "sum", "6"]
    for words in (
        "[2, 3], but [3, 2] came",
        f"file: {shape}[0]",
        "several arrays: a, b",
        "choose one: --array a",
        "arrays of objects are not opened",
        "there is no such array file",
    ):
        assert words in ran.stderr, words
    assert ran.stderr.count("DataError") == 5
    wrong = netwright("predict", sums, several, "--array", "c")
    assert "the file has no array 'c', but a, b" in wrong.stderr


def test_an_autoencoder_of_arrays_measures_in_deviations(task_model: Build) -> None:
    nodes = [("Add", ["x", "one"], "values", {})]
    weights = {"one": np.float32(1)}
    answer = Predictor(task_model(Autoencoding(), SIGNAL, "values", (2, 3), nodes, weights))(
        np.zeros((2, 3))
    )
    assert isinstance(answer, Reconstruction)
    np.testing.assert_array_equal(answer.values, np.ones((2, 3)))
    # Of the first channel 1, of the second half a deviation.
    assert answer.error == pytest.approx((1 + 0.25) / 2)
    assert answer.to_dict() == {"path": None, "error": answer.error}


@pytest.fixture
def voices(task_model: Build) -> Path:
    """Says ``a`` or ``not`` by how many of a text's four tokens are a."""
    table = np.array([[0, 1], [1, 0], [0, 1], [0, 1]], np.float32)
    nodes = [
        ("Gather", ["table", "x"], "each", {}),
        ("ReduceMean", ["each", "axes"], "probabilities", {"keepdims": 0}),
    ]
    weights = {"table": table, "axes": np.array([1])}
    target = Classification(classes=("a", "not"))
    return task_model(target, ABC, "probabilities", (2,), nodes, weights)


def test_a_text_is_classified_from_memory_or_a_file(
    voices: Path, netwright: Run, tmp_path: Path
) -> None:
    predictor = Predictor(voices)
    assert predictor("aaab").label == "a"
    assert predictor("b").probability == 1
    folder = tmp_path / "texts"
    folder.mkdir()
    path = folder / "one.txt"
    path.write_bytes(b"\xef\xbb\xbfaaac and what is cut off")
    answer = predictor(path)
    assert isinstance(answer, Prediction)
    assert (answer.label, answer.probability, answer.path) == ("a", 0.75, str(path))
    (folder / "two.txt").write_bytes(b"K\xf6ln")
    ran = netwright("predict", voices, folder)
    assert ran.exit_code == 2
    assert ran.stdout == f"{path}  a     75.0 %\n"
    assert "expected UTF-8, but the byte 0xf6 came" in ran.stderr


def test_what_is_no_text_is_told(voices: Path, netwright: Run, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="expected a text, but a bytes came"):
        Predictor(voices)(b"aa")
    path = tmp_path / "one.txt"
    path.write_text("a")
    ran = netwright("predict", voices, path, "--continue", 3)
    assert ran.exit_code == 2
    assert "this model does classification: it does not go on with texts" in ran.stderr


def test_the_next_token_follows_the_last_one(circle: Path) -> None:
    predictor = Predictor(circle)
    for text, following in (("a", "b"), ("ab", "c"), ("ababababc", "a")):
        answer = predictor(text)
        assert isinstance(answer, NextToken)
        assert answer.text == following
    assert answer.top(2) == [("a", pytest.approx(0.75)), ("b", pytest.approx(0.25))]
    assert answer.to_dict(top=1)["top"] == [{"text": "a", "probability": pytest.approx(0.75)}]
    with pytest.raises(DataError, match="nothing to go on from"):
        predictor("")


def test_a_text_is_gone_on_with(circle: Path) -> None:
    predictor = Predictor(circle)
    assert "".join(predictor.continue_text("a", 7, temperature=0)) == "bcabcab"
    by_chance = "".join(predictor.continue_text("a", 400, seed=1))
    assert by_chance == "".join(predictor.continue_text("a", 400, seed=1))
    after_c = [second for first, second in itertools.pairwise(by_chance) if first == "c"]
    assert 0.6 < after_c.count("a") / len(after_c) < 0.9
    assert set(itertools.pairwise(by_chance)) == {
        ("a", "b"),
        ("b", "c"),
        ("c", "a"),
        ("c", "b"),
    }


def test_pieces_come_as_they_are_made_and_mistakes_at_once(circle: Path) -> None:
    predictor = Predictor(circle)
    assert next(predictor.continue_text("a", 10**9, temperature=0)) == "b"
    for wrong in ({"tokens": 0}, {"temperature": -1}, {"temperature": float("nan")}):
        with pytest.raises(UsageError, match=r"is a number from [01]"):
            predictor.continue_text("a", **wrong)
    with pytest.raises(DataError, match="the prompt is empty"):
        predictor.continue_text("")


def test_bytes_come_out_as_whole_characters(task_model: Build) -> None:
    first, second = (byte + 1 for byte in "ß".encode())
    follows = {first: {second: 1}, second: {first: 1}}
    model = task_model(*chain(TextPreprocessing(unit="byte", length=4), follows))
    pieces = list(Predictor(model).continue_text("ß", 5, temperature=0))
    assert pieces == ["ß", "ß", "\N{REPLACEMENT CHARACTER}"]


def test_the_shell_goes_on_with_texts(circle: Path, netwright: Run, tmp_path: Path) -> None:
    start, empty = tmp_path / "start.txt", tmp_path / "empty.txt"
    start.write_text("ca\n")
    empty.write_text("\n")
    options = ("--continue", 4, "--temperature", 0)
    ran = netwright("predict", circle, start, empty, *options)
    assert (ran.exit_code, ran.stdout) == (2, "cabcab\n")
    assert f"file: {empty}" in ran.stderr
    start.write_text("c")
    lines = netwright("predict", circle, start, "--top", 2).stdout
    assert lines == f"{start}  'a'   75.0 %  'b'   25.0 %\n"


def test_a_text_that_is_gone_on_with_has_no_file_to_go_to(
    circle: Path, netwright: Run, tmp_path: Path
) -> None:
    start = tmp_path / "start.txt"
    start.write_text("a")
    ran = netwright("predict", circle, start, "--continue", 3, "--out", "x.txt")
    assert ran.exit_code == 2
    assert "fix: > x.txt" in ran.stderr


def test_the_next_tokens_can_be_a_table(circle: Path, netwright: Run, tmp_path: Path) -> None:
    start, out = tmp_path / "start.txt", tmp_path / "next.csv"
    start.write_text("a")
    assert netwright("predict", circle, start, "--top", 2, "--out", out) == (0, "", "")
    (head, row) = csv.reader(out.open(encoding="utf-8", newline=""))
    assert head == ["path", "predicted", "probability", "predicted_2", "probability_2"]
    best = Predictor(circle)(start).top(2)
    assert row[0] == str(start)
    assert [row[1], row[3]] == [text for text, _ in best]
    assert float(row[2]) == pytest.approx(best[0][1], abs=1e-6)
