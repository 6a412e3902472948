"""Tables of every format: what is read, chosen, measured, and read the same again."""

from __future__ import annotations

import sys

import numpy as np
import pytest

from netwright.data import load, prepare
from netwright.data.sources import named_images
from netwright.data.table_file import read_table
from netwright.interfaces.documents import (
    CategoryColumn,
    Classification,
    GroupedSplit,
    MultiLabel,
    NumberColumn,
    Regression,
    TableFile,
    TimeSplit,
)
from netwright.interfaces.errors import DataError, UsageError


def assert_loads_the_same(data):
    again = load(data.document)
    for side in ("train", "val"):
        first, second = getattr(data, side), getattr(again, side)
        assert first.names == second.names
        np.testing.assert_array_equal(first.inputs, second.inputs)
        np.testing.assert_array_equal(first.targets, second.targets)


@pytest.mark.parametrize("suffix", ["csv", "tsv", "parquet"])
@pytest.mark.parametrize("name", ["iris", "wine", "breast_cancer"])
def test_classes_of_any_format(columns_of, table_file, name, suffix):
    columns = columns_of(name)
    data = prepare(table_file(f"{name}.{suffix}", columns), target="target")
    classes = sorted(set(columns["target"].tolist()))
    assert data.document.target == Classification(classes=tuple(classes))
    assert data.document.name == name
    rows = np.array([int(row) - 1 for row in data.train.names])
    features = np.stack([*columns.values()][:-1], 1)
    np.testing.assert_array_equal(data.train.inputs, features[rows].astype(np.float32))
    assert [classes[label] for label in data.train.targets] == columns["target"][rows].tolist()
    assert_loads_the_same(data)


def test_all_formats_give_the_same_samples(columns_of, table_file):
    columns = columns_of("iris")
    first, *others = (
        prepare(table_file(f"iris.{suffix}", columns), target="target")
        for suffix in ("csv", "tsv", "parquet")
    )
    for other in others:
        assert other.document.preprocessing == first.document.preprocessing
        np.testing.assert_array_equal(other.val.inputs, first.val.inputs)


def test_numbers_are_regressed_with_mean_and_std_of_the_training_rows(columns_of, table_file):
    columns = columns_of("diabetes")
    data = prepare(table_file("diabetes.csv", columns), target="target")
    target = data.document.target
    assert isinstance(target, Regression)
    assert target.columns == ("target",)
    assert data.train.targets.dtype == np.float32
    np.testing.assert_allclose(target.mean, data.train.targets.mean(0, np.float64), rtol=1e-8)
    np.testing.assert_allclose(target.std, data.train.targets.std(0, dtype=np.float64), rtol=1e-8)
    assert len(data.document.preprocessing.columns) == 10
    assert_loads_the_same(data)


def test_gaps_are_measured_around_and_words_become_categories(rows_file):
    rows = [(number, "red" if number % 3 else "", number % 2) for number in range(30)]
    rows[4] = ("", "blue", 0)
    rows[7] = ("NA", "blue", 1)
    data = prepare(rows_file("t.csv", "size,colour,y", rows), target="y", task="classification")
    size, colour = data.document.preprocessing.columns
    trained = [int(name) - 1 for name in data.train.names]
    sizes = [rows[row][0] for row in trained if rows[row][0] not in ("", "NA")]
    assert isinstance(size, NumberColumn)
    assert size.fill == np.median(sizes)
    assert isinstance(colour, CategoryColumn)
    assert set(colour.values) <= {"red", "blue"}
    every = np.concatenate([data.train.inputs, data.val.inputs])
    assert np.isnan(every[:, 0]).sum() == 2
    assert np.isnan(every[:, 1]).sum() >= 10
    assert_loads_the_same(data)


def test_one_word_and_gaps_tell_something(rows_file):
    rows = [(i / 7, "" if i % 2 else "yes", "ab"[i % 2]) for i in range(30)]
    data = prepare(rows_file("t.csv", "x,flag,y", rows), target="y")
    assert data.document.preprocessing.columns[1] == CategoryColumn(name="flag", values=("yes",))
    np.testing.assert_array_equal(np.isnan(data.train.inputs[:, 1]), data.train.targets == 1)


def test_class_names_of_numbers_are_as_people_write_them(rows_file):
    rows = [(i / 7, (10, 2, 0)[i % 3]) for i in range(30)]
    data = prepare(rows_file("t.csv", "x,y", rows), target="y")
    assert data.document.classes == ("0", "2", "10")
    assert data.notes == (
        "classification, as y holds 3 different whole numbers; --task names another task.",
    )


@pytest.mark.parametrize(
    ("values", "task"),
    [
        ([i % 20 for i in range(60)], "classification"),
        ([i % 21 for i in range(63)], "regression"),
        ([*(i % 5 for i in range(59)), 99], "regression"),  # One stands alone.
        ([i % 3 + 0.5 for i in range(60)], "regression"),
        ([f"{i % 3}.0" for i in range(60)], "regression"),
        (["yes", "no"] * 30, "classification"),
        ([True, False] * 30, "classification"),
    ],
)
def test_the_target_tells_the_task(rows_file, values, task):
    rows = [(i / 7, value) for i, value in enumerate(values)]
    assert prepare(rows_file("t.csv", "x,y", rows), target="y").document.task == task


def test_a_task_that_is_asked_for_goes_first(rows_file):
    path = rows_file("t.csv", "x,y", [(i / 7, i % 3) for i in range(30)])
    assert prepare(path, target="y", task="regression").document.task == "regression"
    assert prepare(path, target="y", task="regression").notes == ()


def test_several_columns_of_numbers_are_regressed_together(rows_file):
    rows = [(i / 7, i * 2, i * 3.5) for i in range(30)]
    data = prepare(rows_file("t.csv", "x,a,b", rows), target=["b", "a"])
    assert data.document.target.columns == ("b", "a")
    assert data.train.targets.shape == (24, 2)
    assert_loads_the_same(data)


@pytest.mark.parametrize("suffix", ["csv", "parquet"])
def test_several_columns_of_0_and_1_are_labels(table_file, suffix):
    columns = {
        "x": [i / 7 for i in range(30)],
        "cat": [i % 2 for i in range(30)],
        "dog": [i % 3 == 0 for i in range(30)],
    }
    data = prepare(table_file(f"t.{suffix}", columns), target=["cat", "dog"])
    assert data.document.target == MultiLabel(classes=("cat", "dog"))
    assert data.train.targets.dtype == np.float32
    rows = np.array([int(name) - 1 for name in data.val.names])
    np.testing.assert_array_equal(data.val.targets[:, 1], np.array(columns["dog"])[rows])
    assert_loads_the_same(data)


def test_what_cannot_be_learnt_from_is_left_out_and_said(rows_file):
    rows = [
        (i + 1, 900 - 7 * i, f"name {i}", f"2024-01-{i % 28 + 1:02}", "same", i / 7, "ab"[i % 2])
        for i in range(40)
    ]
    head = "row,patient_id,name,day,unit,x,y"
    data = prepare(rows_file("t.csv", head, rows), target="y")
    assert [column.name for column in data.document.preprocessing.columns] == ["x"]
    assert data.notes == (
        "classification, as y holds words; --task names another task.",
        "row is left out: it counts the rows.",
        "patient_id is left out: an identifier, different in every row.",
        "name is left out: different in every row.",
        "day is left out: dates.",
        "unit is left out: the same in every row.",
    )


def test_a_column_that_the_split_goes_by_is_no_input(rows_file):
    rows = [(i / 7, i % 9, f"2024-01-{i % 28 + 1:02}", i * 1.5) for i in range(90)]
    path = rows_file("t.csv", "x,patient,day,y", rows)
    for split in (GroupedSplit(by="patient"), TimeSplit(by="day")):
        data = prepare(path, target="y", split=split)
        names = [column.name for column in data.document.preprocessing.columns]
        assert split.by not in names
        assert "x" in names
        assert_loads_the_same(data)


def test_an_ignored_column_may_split(rows_file):
    rows = [(i / 7, i % 9, i * 1.5) for i in range(90)]
    path = rows_file("t.csv", "x,patient,y", rows)
    data = prepare(path, target="y", ignore=["patient"], split=GroupedSplit(by="patient"))
    patients = [{rows[int(n) - 1][1] for n in side.names} for side in (data.train, data.val)]
    assert not patients[0] & patients[1]


def test_semicolons_come_with_decimal_commas(rows_file):
    rows = [(f"{i},5", i % 2) for i in range(20)]
    table = read_table(rows_file("t.csv", "x;y", rows, ";"))
    assert table.columns["x"].values[:3].tolist() == [0.5, 1.5, 2.5]


def test_quoted_cells_may_hold_delimiters_and_line_ends(rows_file):
    table = read_table(rows_file("t.csv", 'x,"a,\nb"', [(1, '"2, or\n3"'), (4, '"5"')]))
    assert [*table.columns] == ["x", "a,\nb"]
    assert table.columns["a,\nb"].values.tolist() == ["2, or\n3", "5"]


def test_a_byte_order_mark_is_no_part_of_the_first_name(tmp_path):
    (tmp_path / "t.csv").write_bytes("x,y\n1,ä\n2,ö\n".encode("utf-8-sig"))
    assert [*read_table(tmp_path / "t.csv").columns] == ["x", "y"]


def test_a_word_in_a_late_row_makes_words_of_a_column(rows_file):
    # Readers that go by the first megabyte fail here.
    rows = [(i % 5, 1) for i in range(300_000)]
    rows[-1] = ("G", 1)
    column = read_table(rows_file("t.csv", "floor,y", rows)).columns["floor"]
    assert column.kind == "word"
    assert set(column.values.tolist()) == {"0", "1", "2", "3", "4", "G"}


def test_json_lines_are_a_table_too(tmp_path):
    lines = [f'{{"x": {i / 7}, "y": "{"ab"[i % 2]}"}}\n' for i in range(20)]
    (tmp_path / "t.jsonl").write_text("".join(lines), encoding="utf-8")
    assert prepare(tmp_path / "t.jsonl", target="y").document.classes == ("a", "b")


def test_a_source_may_be_given_instead_of_a_path(columns_of, table_file):
    path = table_file("iris.csv", columns_of("iris"))
    source = TableFile(path=str(path), targets=("target",), ignore=("petal width (cm)",))
    assert len(prepare(source).document.preprocessing.columns) == 3


def test_a_changed_table_is_noticed(columns_of, table_file):
    columns = columns_of("iris")
    path = table_file("iris.csv", columns)
    document = prepare(path, target="target").document
    path.write_text(path.read_text().replace("5.1", "5.2", 1))
    with pytest.raises(DataError) as caught:
        load(document)
    assert caught.value.render() == (
        "DataError: the rows are not those that the dataset document was made from: there are "
        "still 150 of them, but names or contents differ.\n"
        f"  file: {path}\n"
        "  fix: put the file back as it was, or prepare it anew for a new document."
    )
    table_file("iris.csv", {name: values[:-1] for name, values in columns.items()})
    with pytest.raises(DataError, match="there were 150 of them, and now there are 149"):
        load(document)


def test_without_pyarrow_the_command_to_install_it_is_told(rows_file, monkeypatch):
    path = rows_file("t.csv", "x,y", [(1, 2)])
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(UsageError) as caught:
        prepare(path, target="y")
    assert caught.value.render() == (
        "UsageError: pyarrow is needed to read tables, and is not installed.\n"
        '  fix: pip install "netwright-data[tables]"'
    )


def test_images_are_looked_for_only_beside_a_table_that_may_name_them(
    columns_of, table_file, picture, tmp_path, monkeypatch
):
    path = table_file("iris.csv", columns_of("iris"))
    picture(tmp_path / "deep" / "1.png")
    walked = []
    monkeypatch.setattr(named_images, "images_below", lambda root: walked.append(root) or ())
    assert prepare(path, target="target").document.source.kind == "table"
    assert not walked
    table_file("named.csv", {"image": ["1", "2"] * 9, "x": range(18), "y": [0, 1] * 9})
    assert prepare(tmp_path / "named.csv", target="y").document.source.kind == "table"
    assert walked == [tmp_path]
