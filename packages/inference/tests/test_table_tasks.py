"""Models that read tables: in Python, and from files to files in the shell."""

from __future__ import annotations

import csv
import io
import itertools
import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from netwright.inference import Prediction, Predictor, Reconstruction, Unread, Values
from netwright.interfaces.documents import (
    Autoencoding,
    CategoryColumn,
    Classification,
    MultiLabel,
    NumberColumn,
    Regression,
    TablePreprocessing,
)
from netwright.interfaces.errors import DataError, UsageError

Build = Callable[..., Path]
Run = Callable[..., Any]

ROOMS = NumberColumn(name="rooms", fill=3, mean=3, std=2)
TOWN = CategoryColumn(name="town", values=("Rome", "Oslo"))
HOUSES = TablePreprocessing(columns=(ROOMS, TOWN))
FILLED = [
    ("IsNaN", ["x"], "gaps", {}),
    ("Where", ["gaps", "fills", "x"], "full", {}),
]
FILLS = {"fills": np.array([3, 9], np.float32)}


@pytest.fixture
def prices(task_model: Build) -> Path:
    """price = 100 * rooms + 10 * the town's index (9 if unknown); tax = a tenth of the rooms."""
    weight = np.array([[100, 0.1], [10, 0]], np.float32)
    nodes = [*FILLED, ("MatMul", ["full", "weight"], "values", {})]
    target = Regression(columns=("price", "tax"), mean=(0, 0), std=(1, 1))
    return task_model(target, HOUSES, "values", (2,), nodes, {**FILLS, "weight": weight})


@pytest.fixture
def sizes(task_model: Build) -> Path:
    """Says ``large`` from 3 rooms on, else ``small``."""
    weight = np.array([[-1, 1], [0, 0]], np.float32)
    nodes = [
        *FILLED,
        ("MatMul", ["full", "weight"], "product", {}),
        ("Add", ["product", "bias"], "logits", {}),
        ("Softmax", ["logits"], "probabilities", {"axis": 1}),
    ]
    weights = {**FILLS, "weight": weight, "bias": np.array([2.5, -2.5], np.float32)}
    target = Classification(classes=("small", "large"))
    return task_model(target, HOUSES, "probabilities", (2,), nodes, weights)


@pytest.fixture
def again(task_model: Build) -> Path:
    """Gives 1 more room than there are, and always says Oslo."""
    nodes = [
        *FILLED,
        ("MatMul", ["full", "weight"], "product", {}),
        ("Add", ["product", "bias"], "values", {}),
    ]
    weight = np.array([[1, 0, 0], [0, 0, 0]], np.float32)
    weights = {**FILLS, "weight": weight, "bias": np.array([1, 0, 1], np.float32)}
    return task_model(Autoencoding(), HOUSES, "values", (3,), nodes, weights)


@pytest.fixture
def houses(tmp_path: Path) -> Path:
    path = tmp_path / "houses.csv"
    path.write_text("id,town,rooms\na,Oslo,2\nb,,4\nc,Rome,?\n", encoding="utf-8-sig")
    return path


def rows_of(text: str, delimiter: str = ",") -> list[list[str]]:
    return list(csv.reader(io.StringIO(text), delimiter=delimiter))


def test_a_row_is_a_mapping_a_list_or_an_array(prices: Path) -> None:
    predictor = Predictor(prices)
    for row in ({"town": "Oslo", "rooms": "2"}, [2, "Oslo"], np.array([2, "Oslo"], object)):
        answer = predictor(row)
        assert isinstance(answer, Values)
        assert answer.values == pytest.approx({"price": 210, "tax": 0.2})
    assert predictor({"town": None, "rooms": None}).values["price"] == pytest.approx(390)


def test_semicolons_come_with_decimal_commas(prices: Path, netwright: Run, tmp_path: Path) -> None:
    # As spreadsheets of many countries write them; training reads such a file in the same way.
    table = tmp_path / "houses.csv"
    table.write_text("town;rooms\nOslo;2,5\nRome;4\n", encoding="utf-8")
    done = netwright("predict", prices, table)
    assert rows_of(done.stdout)[1:] == [["Oslo", "2.5", "260", "0.25"], ["Rome", "4", "400", "0.4"]]


def test_many_rows_are_predicted_as_each_alone(prices: Path) -> None:
    predictor = Predictor(prices)
    rows = [{"rooms": number, "town": "Rome"} for number in range(100)]
    found = [answer.values["price"] for answer in predictor.predict(rows, batch_size=7)]
    np.testing.assert_allclose(found, [100.0 * number for number in range(100)])
    array = np.array([[5, np.nan], [6, np.nan]])
    assert [answer.values["price"] for answer in predictor.predict(array)] == [590, 690]


def test_rows_are_taken_as_they_are_asked_for(prices: Path) -> None:
    taken = itertools.count()
    endless = ({"rooms": next(taken), "town": "Rome"} for _ in itertools.count())
    answers = Predictor(prices).predict(endless, batch_size=8)
    assert len(list(itertools.islice(answers, 20))) == 20
    assert next(taken) == 24


def test_a_bad_row_is_told_by_its_number_and_stands_in_its_place(prices: Path) -> None:
    rows: list[Any] = [{"rooms": 1, "town": "Rome"}] * 7100
    rows[6999] = {"rooms": "three", "town": "Rome"}
    outcomes = list(Predictor(prices).outcomes(rows))
    assert [i for i, outcome in enumerate(outcomes) if isinstance(outcome, Unread)] == [6999]
    assert outcomes[6999].sample is rows[6999]
    assert outcomes[6999].error.places == {"row": "7000", "column": "rooms"}
    with pytest.raises(DataError, match="'three' came"):
        list(Predictor(prices).predict(rows))


def test_what_is_one_row_or_no_row_is_a_usage_error(prices: Path) -> None:
    predictor = Predictor(prices)
    with pytest.raises(UsageError, match="several rows, but one came"):
        predictor.predict({"rooms": 1, "town": "Rome"})
    with pytest.raises(UsageError, match="expected a row, but a str came"):
        list(predictor.predict(["rooms"]))


def test_an_autoencoder_of_rows_gives_columns_and_an_error(again: Path) -> None:
    answer = Predictor(again)({"rooms": 5, "town": "Rome"})
    assert isinstance(answer, Reconstruction)
    assert answer.columns == {"rooms": 6.0, "town": "Oslo"}
    # The room is half a deviation off, and both words by 1.
    assert answer.error == pytest.approx((0.25 + 1 + 1) / 3)
    gap = Predictor(again)({"rooms": "", "town": "Oslo"})
    assert gap.error == pytest.approx(0.25 / 3)


def test_a_classifier_of_rows_gives_a_class(sizes: Path) -> None:
    answer = Predictor(sizes)({"rooms": 9, "town": ""})
    assert isinstance(answer, Prediction)
    assert (answer.label, answer.probability) == ("large", pytest.approx(1, abs=1e-3))


def test_a_table_comes_back_with_the_answers_beside_it(
    prices: Path, houses: Path, netwright: Run
) -> None:
    ran = netwright("predict", prices, houses)
    assert (ran.exit_code, ran.stderr) == (0, "")
    assert rows_of(ran.stdout) == [
        ["id", "town", "rooms", "predicted_price", "predicted_tax"],
        ["a", "Oslo", "2", "210", "0.2"],
        ["b", "", "4", "490", "0.4"],
        ["c", "Rome", "?", "300", "0.3"],
    ]


def test_a_reconstruction_is_a_column_each_and_its_error(
    again: Path, houses: Path, netwright: Run
) -> None:
    lines = rows_of(netwright("predict", again, houses).stdout)
    assert lines[0][3:] == ["reconstruction_error", "reconstructed_rooms", "reconstructed_town"]
    assert lines[1][3:] == ["0.08333333", "3", "Oslo"]


def test_a_class_and_its_probability_are_two_columns(
    sizes: Path, houses: Path, netwright: Run
) -> None:
    lines = rows_of(netwright("predict", sizes, houses).stdout)
    assert lines[0][3:] == ["predicted", "probability"]
    assert [line[3] for line in lines[1:]] == ["small", "large", "large"]
    assert float(lines[1][4]) == pytest.approx(0.7310586)


def test_several_labels_are_one_cell_and_a_probability_each(
    task_model: Build, houses: Path, netwright: Run
) -> None:
    weight = np.array([[0.25, 0.125], [0, 0]], np.float32)
    nodes = [*FILLED, ("MatMul", ["full", "weight"], "probabilities", {})]
    weights = {**FILLS, "weight": weight}
    target = MultiLabel(classes=("dear", "big"))
    model = task_model(target, HOUSES, "probabilities", (2,), nodes, weights)
    lines = rows_of(netwright("predict", model, houses).stdout)
    assert lines[0][3:] == ["predicted", "probability_dear", "probability_big"]
    assert lines[1][3:] == ["dear", "0.5", "0.25"]
    assert lines[2][3:] == ["dear|big", "1", "0.5"]


def test_json_says_the_row_and_what_python_says(prices: Path, houses: Path, netwright: Run) -> None:
    ran = netwright("predict", prices, houses, "--json")
    said = [json.loads(line) for line in ran.stdout.splitlines()]
    assert [line["row"] for line in said] == [1, 2, 3]
    assert said[0]["path"] == str(houses)
    assert said[0]["values"] == pytest.approx({"price": 210, "tax": 0.2})


def test_the_ending_of_the_output_chooses_its_delimiter(
    prices: Path, houses: Path, netwright: Run, tmp_path: Path
) -> None:
    out = tmp_path / "deep" / "prices.tsv"
    assert netwright("predict", prices, houses, "--out", out) == (0, "", "")
    lines = rows_of(out.read_text("utf-8"), "\t")
    assert lines[1] == ["a", "Oslo", "2", "210", "0.2"]
    once_more = netwright("predict", prices, out, "--out", tmp_path / "more.csv")
    assert "already has a column 'predicted_price'" in once_more.stderr
    assert once_more.exit_code == 2


def test_what_is_there_is_not_replaced(
    prices: Path, houses: Path, netwright: Run, tmp_path: Path
) -> None:
    out = tmp_path / "out.csv"
    out.write_text("kept")
    ran = netwright("predict", prices, houses, "--out", out)
    assert (ran.exit_code, ran.stdout, out.read_text()) == (2, "", "kept")
    assert "add --force" in ran.stderr
    assert netwright("predict", prices, houses, "--out", out, "--force").exit_code == 0
    assert out.read_text("utf-8").startswith("id,town")
    wrong = netwright("predict", prices, houses, "--out", tmp_path / "out.xlsx")
    assert "ends in .csv or .tsv, but 'out.xlsx' came" in wrong.stderr
    assert str(tmp_path / "out.csv") in wrong.stderr


def test_a_bad_row_keeps_its_place_without_an_answer(
    prices: Path, netwright: Run, tmp_path: Path
) -> None:
    table = tmp_path / "big.csv"
    lines = ["rooms,town", *["1,Rome"] * 6999, "three,Rome", "2,Rome"]
    table.write_text("\n".join(lines), encoding="utf-8")
    out = tmp_path / "out.csv"
    ran = netwright("predict", prices, table, "--out", out)
    assert ran.exit_code == 2
    assert ran.stderr == (
        "DataError: expected a number, but 'three' came.\n"
        "  row: 7000\n"
        "  column: rooms\n"
        f"  file: {table}\n"
        "  fix: write a number, or leave the cell empty.\n"
    )
    written = rows_of(out.read_text("utf-8"))
    assert written[7000:] == [["three", "Rome", "", ""], ["2", "Rome", "200", "0.2"]]


def test_a_column_of_mistakes_does_not_fill_the_terminal(
    prices: Path, netwright: Run, tmp_path: Path
) -> None:
    table = tmp_path / "bad.csv"
    table.write_text("rooms,town\n" + "x,Rome\n" * 100, encoding="utf-8")
    ran = netwright("predict", prices, table)
    assert ran.stderr.count("DataError") == 20
    assert ran.stderr.endswith("and 80 more mistakes.\n")
    assert ran.exit_code == 2


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("a.csv", b"room,town\n1,Rome\n", ["'rooms' is missing", "did you mean 'room'?"]),
        ("a.csv", b"", ["the table is empty"]),
        ("a.csv", b"rooms,town,rooms\n", ["two columns are called 'rooms'"]),
        ("a.csv", b"rooms,town\n1,Rome\n1,Rome,x\n", ["expected 2 cells", "3 came", "row: 2"]),
        ("a.csv", b"rooms,town\n1,Rome\n1,K\xf6ln\n", ["0xf6", "line: 3", "iconv"]),
        ("a.csv", b"\xff\xfer\x00", ["0xff", "line: 1", "UTF-16"]),
        ("a.csv", b'rooms,town\n"' + b"x" * 200_000, ["cannot be read", "field"]),
        ("a.xlsx", b"PK", ["ends in '.xlsx'", ".parquet"]),
        ("a.parquet", b"PAR1", ["no whole Parquet file"]),
    ],
)
def test_a_bad_table_is_told_and_nothing_is_written(
    prices: Path, netwright: Run, tmp_path: Path, name: str, content: bytes, words: list[str]
) -> None:
    if name.endswith("parquet"):
        pytest.importorskip("pyarrow")
    table, out = tmp_path / name, tmp_path / "out.csv"
    table.write_bytes(content)
    ran = netwright("predict", prices, table, "--out", out)
    assert ran.exit_code == 2
    assert all(word in ran.stderr for word in [*words, str(table), "fix: "]), ran.stderr
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted({name, "task.onnx"})


def test_tables_of_other_columns_are_not_put_under_each_other(
    prices: Path, houses: Path, netwright: Run, tmp_path: Path
) -> None:
    other = tmp_path / "other.csv"
    other.write_text("rooms,town\n1,Rome\n", encoding="utf-8")
    assert "other columns than" in netwright("predict", prices, houses, other).stderr
    both = netwright("predict", prices, houses, other, "--json").stdout.splitlines()
    assert [json.loads(line)["row"] for line in both] == [1, 2, 3, 1]


def test_parquet_is_read_where_pyarrow_is(
    prices: Path, netwright: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pyarrow = pytest.importorskip("pyarrow")
    from pyarrow import parquet

    path = tmp_path / "houses.parquet"
    table = pyarrow.table({"town": ["Oslo", None], "rooms": [2, None]})
    parquet.write_table(table, path)
    lines = rows_of(netwright("predict", prices, path).stdout)
    assert lines[1:] == [["Oslo", "2", "210", "0.2"], ["", "", "390", "0.3"]]
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    ran = netwright("predict", prices, path)
    assert ran.exit_code == 2
    assert 'fix: pip install "netwright-inference[parquet]"' in ran.stderr
