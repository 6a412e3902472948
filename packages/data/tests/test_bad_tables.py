"""Every mistake in a table is one clear error with a place and a fix."""

from __future__ import annotations

import pytest

from netwright.data import prepare
from netwright.interfaces.documents import GivenSplit, TableFile, TimeSplit
from netwright.interfaces.errors import NetwrightError


def error_of(path, **options) -> str:
    with pytest.raises(NetwrightError) as caught:
        prepare(path, **options)
    return caught.value.render()


@pytest.fixture
def sound(rows_file):
    """Rows that can be trained on."""
    return rows_file(
        "sound.csv", "size,colour,species", [(i / 7, "xy"[i % 2], "ab"[i % 2]) for i in range(20)]
    )


def test_no_target(sound):
    assert error_of(sound) == (
        "UsageError: a table does not say which of its columns is to be predicted.\n"
        f"  file: {sound}\n"
        "  columns: size, colour, species\n"
        "  fix: name one: --target species (target='species' in Python)."
    )


def test_a_target_that_is_not_there(sound):
    assert error_of(sound, target="spcies") == (
        "DataError: the table has no column 'spcies'.\n"
        f"  file: {sound}\n"
        "  columns: size, colour, species\n"
        "  fix: did you mean 'species'?"
    )


def test_an_ignored_column_that_is_not_there(sound):
    assert "no column 'Colr'" in error_of(sound, target="species", ignore=["Colr"])


def test_no_file(tmp_path):
    assert error_of(tmp_path / "no.csv", target="y") == (
        f"DataError: there is no such table.\n  file: {tmp_path / 'no.csv'}\n  fix: check the path."
    )


def test_a_line_of_another_length_far_down(rows_file):
    rows = [(1, 2, 3) for _ in range(8000)]
    rows[6998] = (1, 2)
    path = rows_file("t.csv", "a,b,c", rows)
    assert error_of(path, target="c") == (
        "DataError: expected 3 cells, as the head line has, but 2 came.\n"
        f"  file: {path}\n"
        "  line: 7000\n"
        "  fix: correct that line; a cell with ',' in it stands in double quotes."
    )


def test_line_numbers_count_lines_within_quotes(rows_file):
    path = rows_file("t.csv", "a,b", [('"two\nlines"', 2), (1, 2, 3)])
    assert "but 3 came.\n" in error_of(path, target="b")
    assert "line: 4\n" in error_of(path, target="b")


def test_another_encoding(tmp_path):
    path = tmp_path / "t.csv"
    path.write_bytes("name,y\nJörg,1\n".encode("latin-1"))
    told = error_of(path, target="y")
    assert "expected UTF-8, but the byte 0xf6 came.\n" in told
    assert f"file: {path}\n  line: 2\n" in told
    assert "save the file as UTF-8" in told


def test_an_empty_file(tmp_path):
    (tmp_path / "t.csv").write_text("")
    assert error_of(tmp_path / "t.csv", target="y") == (
        "DataError: the file is empty.\n"
        f"  file: {tmp_path / 't.csv'}\n"
        "  fix: write a head line, and a line for each sample."
    )


def test_no_rows(rows_file):
    path = rows_file("t.csv", "x,y", [])
    assert "the table has a head line, but no rows." in error_of(path, target="y")


def test_two_columns_of_one_name(rows_file):
    path = rows_file("t.csv", "x,y,x", [(1, 2, 3)])
    assert error_of(path, target="y") == (
        "DataError: 2 columns are called 'x'.\n"
        f"  file: {path}\n"
        "  columns: 1, 3\n"
        "  fix: give each column a name of its own."
    )


def test_the_row_numbers_that_pandas_writes(rows_file):
    path = rows_file("t.csv", ",x,y", [(0, 1, 2)])
    assert error_of(path, target="y") == (
        "DataError: a column has no name in the head line.\n"
        f"  file: {path}\n"
        "  column: 1\n"
        "  fix: name it; if pandas wrote it, leave its row numbers out: "
        "frame.to_csv(path, index=False)."
    )


def test_a_delimiter_that_is_none(rows_file):
    path = rows_file("t.csv", "x y", [("1 2",), ("2 3",)])
    told = error_of(path, target="y")
    assert "the table has no column 'y'.\n" in told
    assert "columns: x y\n" in told
    assert (
        "fix: a table's cells stand between commas, semicolons, tabs or bars; its head line "
        in told
    )


def test_text_that_is_called_parquet(tmp_path):
    (tmp_path / "t.parquet").write_text("x,y\n1,2\n")
    told = error_of(tmp_path / "t.parquet", target="y")
    assert "expected Parquet, but the file cannot be read so" in told
    assert "give it the ending of its format" in told


def test_gaps_in_the_target(rows_file):
    rows = [(i / 7, "ab"[i % 2]) for i in range(20)]
    rows[2], rows[16] = (1, ""), (1, "NA")
    path = rows_file("t.csv", "x,y", rows)
    assert error_of(path, target="y") == (
        "DataError: 2 of 20 rows cannot be read.\n"
        f"  file: {path}\n"
        "  rows: \n"
        "    3: nothing in 'y'\n"
        "    17: nothing in 'y'\n"
        "  fix: replace or remove them, or leave them out with --skip-bad (skip_bad=True in "
        "Python)."
    )
    data = prepare(path, target="y", skip_bad=True)
    assert data.document.skipped == ("17", "3")
    assert len(data.train) + len(data.val) == 18


def test_infinite_and_too_large_numbers(rows_file):
    rows = [(i / 7, i * 1.5) for i in range(20)]
    rows[2], rows[5] = ("inf", 1.5), (3, "-inf")
    path = rows_file("t.csv", "x,y", rows)
    told = error_of(path, target="y")
    assert "3: inf in 'x'\n    6: -inf in 'y'" in told
    assert len(prepare(path, target="y", skip_bad=True).train) == 14


def test_a_constant_target(rows_file):
    words = rows_file("w.csv", "x,y", [(i, "a") for i in range(9)])
    assert error_of(words, target="y") == (
        "DataError: there is nothing to learn: every row has 'a' in the column to be predicted.\n"
        "  column: y\n"
        f"  file: {words}\n"
        "  fix: name another target."
    )
    numbers = rows_file("n.csv", "x,y", [(i, 2.5) for i in range(9)])
    assert "every row has 2.5 in" in error_of(numbers, target="y")
    gaps = rows_file("g.csv", "x,y", [(i, "") for i in range(9)])
    assert "every row has nothing in" in error_of(gaps, target="y")


def test_a_target_that_names_each_row(rows_file):
    path = rows_file("t.csv", "x,y", [(i, f"name {i}") for i in range(50)])
    assert "has 50 different values in 50 rows, too many for classes." in error_of(path, target="y")


def test_a_class_of_one_row(rows_file):
    rows = [(i, "ab"[i % 2]) for i in range(20)] + [(1, "c")]
    path = rows_file("t.csv", "x,y", rows)
    assert error_of(path, target="y") == (
        "DataError: the class 'c' has 1 usable row, but a split needs two: one to train on and "
        "one to validate on.\n"
        f"  file: {path}\n"
        "  fix: add rows of it, or remove it."
    )


def test_a_regression_of_words(rows_file):
    path = rows_file("t.csv", "x,y", [(1, 2), (2, '"3,5"'), (3, 4)])
    assert error_of(path, target="y", task="regression") == (
        "DataError: a regression predicts numbers, but '3,5' came.\n"
        "  column: y\n"
        "  row: 2\n"
        f"  file: {path}\n"
        "  fix: correct it, or predict classes: --task classification."
    )


def test_a_label_that_is_not_0_or_1(rows_file):
    path = rows_file("t.csv", "x,y,z", [(1, 0, 1), (2, 2, 1), (3, 1, 0)])
    told = error_of(path, target=["y", "z"], task="multi_label")
    assert "a label is 0 or 1, but '2' came.\n  column: y\n  row: 2\n" in told


def test_several_targets_of_words(rows_file):
    path = rows_file("t.csv", "x,y,z", [(i, "ab"[i % 2], "cd"[i % 2]) for i in range(20)])
    told = error_of(path, target=["y", "z"])
    assert "a regression predicts numbers, but 'a' came." in told
    told = error_of(path, target=["y", "z"], task="classification")
    assert "a classification predicts one column, but y, z came." in told


def test_a_task_that_columns_are_not_for(sound):
    told = error_of(sound, target="species", task="segmentation")
    assert "cannot be the targets of the task 'segmentation'" in told
    assert "use classification, regression or multi_label." in told


def test_slips_among_numbers(rows_file):
    rows = [(i / 7, i % 2) for i in range(100)]
    rows[2], rows[41] = ("o.5", 1), ("1.2.3", 1)
    path = rows_file("t.csv", "x,y", rows)
    assert error_of(path, target="y") == (
        "DataError: the column holds numbers, save for 2 of its 100 cells.\n"
        "  column: x\n"
        "  rows: \n"
        "    3: 'o.5'\n"
        "    42: '1.2.3'\n"
        f"  file: {path}\n"
        "  fix: correct them, empty them, or leave the column out: --ignore x."
    )


def test_nothing_to_predict_from(rows_file):
    path = rows_file("t.csv", "n,k,y", [(i, "k", "ab"[i % 2]) for i in range(20)])
    assert error_of(path, target="y") == (
        "DataError: there is no column to predict from.\n"
        "  left out: \n"
        "    n is left out: it counts the rows.\n"
        "    k is left out: the same in every row.\n"
        f"  file: {path}\n"
        "  fix: add columns of numbers, or of words that repeat."
    )


def test_a_split_by_a_column_that_is_not_there(sound):
    told = error_of(sound, target="species", split=TimeSplit(by="siz"))
    assert "the split goes by 'siz', which these samples do not have." in told
    assert "did you mean 'size'?" in told


def test_a_time_that_is_none(rows_file):
    rows = [(i / 7, f"2024-01-{i + 1:02}", "ab"[i % 2]) for i in range(20)]
    rows[3] = (1, "soon", "a")
    path = rows_file("t.csv", "x,day,y", rows)
    told = error_of(path, target="y", split=TimeSplit(by="day"))
    assert "expected a number or a date such as 2024-05-31, but 'soon' came." in told
    assert "column: day\n  row: 4\n" in told


def test_a_given_split_of_other_words(rows_file):
    rows = [(i / 7, ("train", "train", "valid")[i % 3], "ab"[i % 2]) for i in range(60)]
    path = rows_file("t.csv", "x,part,y", rows)
    assert error_of(path, target="y", split=GivenSplit(column="part")) == (
        "DataError: a given split has 'train' and 'val', but 'valid' came.\n"
        f"  file: {path}\n"
        "  column: part\n"
        "  sample: 3\n"
        "  fix: correct it, remove such rows, or name the two words: "
        "--split given:part:TRAIN:VAL."
    )
    data = prepare(path, target="y", split=GivenSplit(column="part", val="valid"))
    assert (len(data.train), len(data.val)) == (40, 20)


def test_a_document_whose_columns_are_gone(rows_file, sound):
    source = TableFile(path=str(sound), targets=("species",), ignore=("weight",))
    assert "the table has no column 'weight'" in error_of(source)


@pytest.mark.parametrize("name", ["data.xlsx", "data"])
def test_a_file_of_no_kind_that_is_read(tmp_path, name):
    (tmp_path / name).write_bytes(b"PK")
    told = error_of(tmp_path / name)
    assert "is no data that can be trained on." in told
    assert "a table (.csv, .tsv, .parquet, .jsonl), arrays (.npz) or a text (.txt)" in told
