"""The bundled digits are the real ones, and are written whole or not at all."""

from __future__ import annotations

from importlib.resources import files

import numpy as np
import pytest
from PIL import Image
from sklearn.datasets import load_digits

from netwright.data import digits, write_digits
from netwright.interfaces.errors import DataError


def names_in(folder):
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


def test_they_are_the_ones_of_scikit_learn():
    images, labels = digits()
    theirs = load_digits()
    assert images.dtype == np.uint8
    assert labels.dtype == np.int64
    np.testing.assert_array_equal(labels, theirs.target)
    np.testing.assert_array_equal(images, [np.round(image * 255 / 16) for image in theirs.images])
    assert (images.min(), images.max()) == (0, 255)


def test_files_hold_the_same_pixels_in_a_folder_a_class(digits_folder):
    images, labels = digits()
    assert len(names_in(digits_folder)) == 1797 + 1
    for row in (0, 7, 1796):
        with Image.open(digits_folder / str(labels[row]) / f"digit-{row:04}.png") as image:
            np.testing.assert_array_equal(np.asarray(image), images[row])


def test_the_attribution_is_shipped_and_written(digits_folder):
    text = (digits_folder / "ATTRIBUTION.txt").read_text(encoding="utf-8")
    shipped = (files("netwright.data") / "digits-ATTRIBUTION.txt").read_text(encoding="utf-8")
    assert text == shipped
    for part in ("E. Alpaydin and C. Kaynak", "10.24432/C50P49", "CC BY 4.0", "Changes made"):
        assert part in text


def test_a_second_call_leaves_the_files_as_they_are(tmp_path):
    folder = write_digits(tmp_path / "digits")
    before = {path: path.stat().st_mtime_ns for path in folder.rglob("*")}
    (folder / "3" / ".DS_Store").write_text("")
    assert write_digits(folder) == folder
    assert {path: path.stat().st_mtime_ns for path in before if path.is_file()} == {
        path: changed for path, changed in before.items() if path.is_file()
    }


def test_an_empty_folder_is_filled(tmp_path):
    (tmp_path / "digits").mkdir()
    assert len(names_in(write_digits(tmp_path / "digits"))) == 1798


def test_a_folder_with_other_things_is_refused_and_left_alone(tmp_path):
    (tmp_path / "notes.txt").write_text("mine")
    with pytest.raises(DataError) as caught:
        write_digits(tmp_path)
    assert caught.value.render() == (
        "DataError: the folder holds something else than the digits: 'notes.txt' is not one of "
        "them.\n"
        f"  folder: {tmp_path}\n"
        "  fix: name a folder that does not exist yet, or remove this one."
    )
    assert names_in(tmp_path) == {"notes.txt"}


def test_a_folder_that_lost_a_digit_is_refused(tmp_path):
    folder = write_digits(tmp_path / "digits")
    (folder / "0" / "digit-0000.png").unlink()
    with pytest.raises(DataError, match=r"'0/digit-0000.png' is missing\."):
        write_digits(folder)


def test_a_file_in_the_way_is_refused(tmp_path):
    (tmp_path / "digits").write_text("mine")
    with pytest.raises(DataError, match="expected a folder, but this is a file"):
        write_digits(tmp_path / "digits")


def test_they_are_a_data_set_of_ten_classes(prepared_digits):
    document = prepared_digits.document
    assert document.classes == tuple("0123456789")
    assert document.preprocessing.shape == (1, 8, 8)
    assert (len(prepared_digits.train), len(prepared_digits.val)) == (1438, 359)
