"""Texts to go on with, and texts of classes."""

from __future__ import annotations

import numpy as np
import pytest

from netwright.data import WindowRows, load, prepare
from netwright.interfaces.documents import (
    Classification,
    GroupedSplit,
    NextToken,
    RandomSplit,
    TextFiles,
    TimeSplit,
)
from netwright.interfaces.errors import DataError, NetwrightError
from netwright.interfaces.tokens import tokens_to_text

VERSE = "".join(f"{number} green bottles, hanging on the wall.\n" for number in range(99, 0, -1))


@pytest.fixture
def verse(tmp_path):
    """One text of 3,800 characters."""
    path = tmp_path / "verse.txt"
    path.write_text(VERSE, encoding="utf-8")
    return path


@pytest.fixture
def mails(tmp_path):
    """Ten texts of each of two classes."""
    for name in ("ham", "spam"):
        (tmp_path / "mails" / name).mkdir(parents=True)
        for number in range(10):
            text = f"{name} and eggs " * (number + 1)
            (tmp_path / "mails" / name / f"{number}.txt").write_text(text, encoding="utf-8")
    return tmp_path / "mails"


def texts_of(samples, data):
    return [tokens_to_text(tokens, data.document.preprocessing) for tokens in samples.inputs[:]]


def error_of(path, **options) -> str:
    with pytest.raises(NetwrightError) as caught:
        prepare(path, **options)
    return caught.value.render()


def test_windows_follow_each_other_and_the_end_is_for_validation(verse):
    data = prepare(verse, length=50)
    assert data.document.target == NextToken()
    assert data.document.split == TimeSplit(by="position", val_fraction=0.2)
    assert data.train.targets is None
    border = len(VERSE) - round(len(VERSE) / 5)
    assert "".join(texts_of(data.train, data)) == VERSE[:border]
    assert "".join(texts_of(data.val, data)) == VERSE[border:]
    assert data.train.names[:2] == ("verse.txt:0", "verse.txt:50")


@pytest.mark.parametrize("val_fraction", [0.01, 0.2, 0.5, 0.93])
@pytest.mark.parametrize("stride", [1, 7, 64, 100])
def test_no_window_goes_over_the_border(verse, stride, val_fraction):
    data = prepare(TextFiles(path=str(verse), stride=stride), val_fraction=val_fraction)
    border = len(VERSE) - int(len(VERSE) * val_fraction + 0.5)
    starts = [[int(name.split(":")[1]) for name in side.names] for side in (data.train, data.val)]
    ends = [
        start + len(text) for start, text in zip(starts[0], texts_of(data.train, data), strict=True)
    ]
    assert max(ends) <= border <= min(starts[1])
    assert starts[0] == [*range(0, starts[0][-1] + 1, stride)]
    again = load(data.document)
    assert (again.train.names, again.val.names) == (data.train.names, data.val.names)


def test_every_file_of_a_folder_ends_in_validation(tmp_path):
    (tmp_path / "more").mkdir()
    for name, text in (("a.txt", "abc" * 100), ("more/b.txt", "xyz" * 50), ("empty.txt", "")):
        (tmp_path / name).write_text(text)
    data = prepare(tmp_path, task="next_token", length=10)
    for side in (data.train, data.val):
        assert {name.split(":")[0] for name in side.names} == {"a.txt", "more/b.txt"}
    assert len(data.train) == 24 + 12
    assert len(data.val) == 6 + 3


def test_the_vocabulary_is_what_training_has_seen(tmp_path):
    path = tmp_path / "t.txt"
    path.write_text("abä" * 40 + "z" * 30, encoding="utf-8")
    data = prepare(path, length=10)
    assert data.document.preprocessing.vocabulary == ("a", "b", "ä")
    assert data.val.inputs[-1].tolist() == [0] * 10
    assert data.train.inputs[0].tolist() == [1, 2, 3, 1, 2, 3, 1, 2, 3, 1]


def test_bytes_need_no_vocabulary(verse):
    data = prepare(verse, unit="byte", length=20)
    assert data.document.preprocessing.vocabulary == ()
    assert data.document.preprocessing.tokens == 257
    assert bytes(token - 1 for token in data.train.inputs[0].tolist()) == VERSE[:20].encode()
    np.testing.assert_array_equal(load(data.document).val.inputs[:], data.val.inputs[:])


def test_windows_may_be_split_in_other_ways(verse, tmp_path):
    drawn = prepare(verse, split=RandomSplit(seed=3))
    assert "".join(sorted([*drawn.train.names, *drawn.val.names])) == "".join(
        sorted(f"verse.txt:{start}" for start in range(0, len(VERSE), 64))
    )
    for number in range(5):
        (tmp_path / "texts").mkdir(exist_ok=True)
        (tmp_path / "texts" / f"{number}.txt").write_text(VERSE)
    data = prepare(tmp_path / "texts", split=GroupedSplit(by="file"))
    assert len({name.split(":")[0] for name in data.val.names}) == 1


def test_texts_in_folders_have_a_class_each(mails):
    data = prepare(mails)
    assert data.document.target == Classification(classes=("ham", "spam"))
    assert np.bincount(data.val.targets).tolist() == [2, 2]
    longest = max(len(text) for text in texts_of(data.train, data))
    assert data.train.inputs.shape == (16, longest)
    name, text = data.train.names[3], texts_of(data.train, data)[3]
    assert text == (mails / name).read_text()
    again = load(data.document)
    np.testing.assert_array_equal(again.train.inputs[:], data.train.inputs[:])
    np.testing.assert_array_equal(again.train.targets, data.train.targets)


def test_long_texts_are_cut(mails):
    (mails / "ham" / "0.txt").write_text("long " * 100)
    assert prepare(mails).document.preprocessing.length <= 256
    data = prepare(mails, length=5)
    assert set(texts_of(data.train, data)) <= {"ham a", "spam ", "long "}


def test_pictures_beside_a_readme_are_pictures(folder_of):
    root = folder_of({"cat": 4, "dog": 4})
    (root / "README.txt").write_text("Pictures of animals.")
    assert prepare(root).document.source.kind == "image_folder"


def test_window_rows_take_what_numpys_do():
    tokens = np.arange(1, 101, dtype=np.uint8)
    starts = np.arange(0, 90, 5)
    rows = WindowRows(tokens, starts, np.minimum(starts + 8, 60), 8)
    whole = np.asarray(rows)
    assert whole.shape == rows.shape == (18, 8)
    assert whole.dtype == rows.dtype == np.int64
    assert rows[11].tolist() == [56, 57, 58, 59, 60, 0, 0, 0]
    assert not rows[13].any()
    for index in (3, -1, slice(2, 9, 3), [4, 0], np.arange(18) % 2 == 0, (slice(2), 1)):
        np.testing.assert_array_equal(rows[index], whole[index])


def test_another_encoding(tmp_path, mails):
    path = tmp_path / "t.txt"
    path.write_bytes(b"first line\nJ\xf6rg\n" * 20)
    told = error_of(path)
    assert "expected UTF-8, but the byte 0xf6 came.\n" in told
    assert f"file: {path}\n  line: 2\n" in told
    (mails / "ham" / "3.txt").write_bytes(b"J\xf6rg")
    (mails / "ham" / "4.txt").write_bytes(b" ")
    told = error_of(mails)
    assert "ham/3.txt: expected UTF-8, but the byte 0xf6 came in line 1\n" in told
    assert "ham/4.txt: the text is empty\n" in told
    assert prepare(mails, skip_bad=True).document.skipped == ("ham/3.txt", "ham/4.txt")


def test_a_text_of_too_few_characters(tmp_path):
    (tmp_path / "t.txt").write_text("abc")
    assert error_of(tmp_path / "t.txt") == (
        "DataError: the text has 3 characters, too few to train on some and to validate on "
        "others.\n"
        f"  source: {tmp_path / 't.txt'}\n"
        "  fix: add text."
    )


def test_folders_without_texts(tmp_path):
    (tmp_path / "x.pdf").write_text("")
    assert error_of(tmp_path, task="next_token") == (
        "DataError: the folder has no texts (files of other kinds: 1 .pdf).\n"
        f"  folder: {tmp_path}\n"
        "  fix: put .txt files into it."
    )


def test_one_class_of_texts(tmp_path):
    (tmp_path / "ham").mkdir()
    (tmp_path / "ham" / "1.txt").write_text("text")
    assert error_of(tmp_path) == (
        "DataError: a classifier of texts needs one sub-folder of .txt files a class, but there "
        "is only one, 'ham'.\n"
        f"  folder: {tmp_path}\n"
        "  fix: make a folder for each class, such as spam/1.txt and ham/1.txt."
    )


def test_a_class_without_texts(mails):
    (mails / "eggs").mkdir()
    assert "the class 'eggs' has no texts." in error_of(mails)


def test_a_task_that_texts_are_not_for(verse):
    told = error_of(verse, task="regression")
    assert "texts cannot be used for the task 'regression'." in told


def test_an_unknown_unit(verse):
    assert "unit: expected 'character' or 'byte', but 'word' came." in error_of(verse, unit="word")


def test_changed_texts_are_noticed(verse, mails):
    for path, changed in ((verse, verse), (mails, mails / "ham" / "3.txt")):
        document = prepare(path).document
        changed.write_text("other words " * 30)
        with pytest.raises(DataError, match="the texts are not those that the dataset document"):
            load(document)
