"""Every mistake in a data folder is one clear error with a place and a fix."""

from __future__ import annotations

import os
import re
import sys

import pytest

from netwright.data import prepare
from netwright.interfaces.errors import DataError, UsageError


def error_of(path, **options) -> str:
    with pytest.raises(DataError) as caught:
        prepare(path, **options)
    return caught.value.render()


def test_no_folder(tmp_path):
    assert error_of(tmp_path / "nowhere") == (
        "DataError: there is no such folder.\n"
        f"  folder: {tmp_path / 'nowhere'}\n"
        "  fix: check the path; it names a folder that holds one sub-folder of images a class."
    )


def test_a_file_instead_of_a_folder(picture, tmp_path):
    path = picture(tmp_path / "cat.png")
    assert error_of(path) == (
        "DataError: expected a folder of images, but this is a file.\n"
        f"  file: {path}\n"
        "  fix: name the folder that holds one sub-folder of images a class."
    )


def test_an_empty_folder(tmp_path):
    assert error_of(tmp_path) == (
        "DataError: the folder has no images.\n"
        f"  folder: {tmp_path}\n"
        "  fix: put one sub-folder of images a class into it, such as cat/1.png and dog/1.png."
    )


def test_a_folder_of_other_files(tmp_path):
    for name in ("a.md", "b.md", "c.csv"):
        (tmp_path / name).write_text("text")
    assert "no images (files of other kinds: 1 .csv, 2 .md)" in error_of(tmp_path)


def test_images_without_class_folders(picture, tmp_path):
    for number in range(3):
        picture(tmp_path / f"{number}.png")
    assert error_of(tmp_path) == (
        "DataError: 3 images lie in the folder itself, but the name of a sub-folder tells an "
        "image's class.\n"
        f"  folder: {tmp_path}\n"
        "  fix: move them into one sub-folder a class, such as cat/ and dog/."
    )


def test_one_class_only(folder_of):
    root = folder_of({"cat": 3})
    assert error_of(root) == (
        "DataError: there is only one class, 'cat', but a classifier tells two or more apart.\n"
        f"  folder: {root}\n"
        "  fix: add a folder with images of another class."
    )


def test_an_empty_class(folder_of):
    root = folder_of({"cat": 3, "dog": 0})
    assert error_of(root) == (
        "DataError: the class 'dog' has no images.\n"
        f"  folder: {root / 'dog'}\n"
        "  fix: put images of it there (.png, .jpg, .webp, ...), or remove the folder."
    )


def test_a_class_with_other_files_only_says_which(folder_of):
    root = folder_of({"cat": 3, "dog": 0})
    (root / "dog" / "rex.heic").write_bytes(b"")
    (root / "dog" / "README").write_text("")
    assert "has no images (files of other kinds: 1 .heic, 1 nameless)" in error_of(root)


def test_a_class_of_validation_that_training_lacks(folder_of):
    root = folder_of({"train/cat": 2, "train/dog": 2, "val/cat": 1, "val/owl": 1})
    assert error_of(root) == (
        "DataError: the class 'owl' is in val/ but not in train/, so that no network can learn "
        "it.\n"
        f"  folder: {root / 'val' / 'owl'}\n"
        "  fix: add train/owl/ with images of it, or remove this folder."
    )


def test_a_misspelt_class_of_validation_is_told_the_right_one(folder_of):
    root = folder_of({"train/cat": 2, "train/dog": 2, "val/cats": 1})
    assert "fix: rename it to 'cat', add train/cats/" in error_of(root)


def test_validation_without_images(folder_of):
    root = folder_of({"train/cat": 2, "train/dog": 2, "val/cat": 0})
    message = error_of(root)
    assert "no usable images to validate on." in message
    assert f"folder: {root / 'val'}" in message
    assert "remove the folder val/ and name train/ as the data" in message


@pytest.mark.parametrize("others", [["test"], ["val", "valid"], []])
def test_half_a_split(folder_of, others):
    counts = {f"{part}/{kind}": 2 for part in ["train", *others] for kind in ("cat", "dog")}
    message = error_of(folder_of(counts))
    assert "a split needs one folder train/ and one folder val/" in message
    assert f"but {', '.join(sorted(['train', *others]))} came." in message


@pytest.mark.parametrize("flat", ["train", "val"])
def test_a_split_without_class_folders(folder_of, flat):
    counts = {f"{part}/{kind}": 2 for part in ("train", "val") for kind in ("cat", "dog")}
    counts = {name: count for name, count in counts.items() if not name.startswith(flat)}
    root = folder_of({**counts, flat: 3})
    message = error_of(root)
    assert "3 images lie in the folder itself" in message
    assert f"folder: {root / flat}" in message


def test_an_empty_validation_folder_is_not_taken_for_a_class(folder_of):
    root = folder_of({"train/cat": 2, "train/dog": 2, "val": 0})
    message = error_of(root)
    assert "the folder has no images." in message
    assert f"folder: {root / 'val'}" in message


def test_a_class_too_small_to_split(folder_of):
    root = folder_of({"cat": 3, "dog": 1})
    assert error_of(root) == (
        "DataError: the class 'dog' has 1 usable image, but a split needs two: one to train on "
        "and one to validate on.\n"
        f"  folder: {root / 'dog'}\n"
        "  fix: add images of it, or remove it."
    )


def spoil(root, picture):
    (root / "cat" / "note.png").write_text("not an image at all")
    path = picture(root / "dog" / "cut.jpg", size=(64, 64), mode="RGB")
    path.write_bytes(path.read_bytes()[:-400])
    return root


def test_unreadable_images_are_listed_together(folder_of, picture, cache):
    root = spoil(folder_of({"cat": 4, "dog": 4}), picture)
    message = error_of(root)
    assert re.fullmatch(
        r"DataError: 2 of 10 images cannot be read\.\n"
        rf"  folder: {re.escape(str(root))}\n"
        r"  files: \n"
        r"    cat/note\.png: .* no format that Pillow knows\n"
        r"    dog/cut\.jpg: the image cannot be decoded: .*truncated.*\n"
        r"  fix: replace or remove them, or leave them out with --skip-bad "
        r"\(skip_bad=True in Python\)\.",
        message,
    )
    assert error_of(root) == message, "the second time the cache answers, with the same words"
    assert not list(cache.glob(".*"))


def test_a_long_list_of_unreadable_images_is_cut(folder_of):
    root = folder_of({"cat": 4, "dog": 4})
    for number in range(25):
        (root / "cat" / f"note-{number:02}.png").write_text("text")
    message = error_of(root)
    assert "25 of 33 images cannot be read" in message
    assert message.count("note-") == 20
    assert "\n    and 5 more\n" in message


def test_skip_bad_leaves_them_out_and_writes_them_down(folder_of, picture):
    root = spoil(folder_of({"cat": 4, "dog": 4}), picture)
    data = prepare(root, skip_bad=True)
    assert data.document.skipped == ("cat/note.png", "dog/cut.jpg")
    assert len(data.train) + len(data.val) == 8
    assert not set(data.document.skipped) & set(data.train.names + data.val.names)


def test_skip_bad_refuses_a_class_that_it_empties(folder_of):
    root = folder_of({"cat": 4, "dog": 0})
    for number in range(3):
        (root / "dog" / f"{number}.png").write_text("text")
    assert "the class 'dog' has 0 usable images" in error_of(root, skip_bad=True)


def test_skip_bad_refuses_a_training_class_that_it_empties(folder_of):
    root = folder_of({"train/cat": 4, "train/dog": 0, "val/cat": 1})
    (root / "train" / "dog" / "0.png").write_text("text")
    message = error_of(root, skip_bad=True)
    assert "the class 'dog' has no usable image to train on." in message
    assert f"folder: {root / 'train' / 'dog'}" in message


@pytest.mark.skipif(os.name == "nt", reason="Windows asks for a right to make links")
def test_a_link_to_nowhere_is_reported(folder_of):
    root = folder_of({"cat": 4, "dog": 4})
    (root / "cat" / "gone.png").symlink_to(root / "nowhere.png")
    assert "cat/gone.png: there is no such image" in error_of(root)


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere names are always text")
def test_a_name_that_is_not_text_is_reported(folder_of):
    root = folder_of({"cat": 4, "dog": 4})
    with open(os.fsencode(root / "cat") + b"/\xff.png", "wb"):
        pass
    assert r"the name '\\xff.png' is not valid UTF-8" in error_of(root)


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root reads anything")
def test_a_folder_that_may_not_be_read_is_reported(folder_of):
    root = folder_of({"cat": 4, "dog": 4})
    (root / "cat").chmod(0)
    message = error_of(root)
    (root / "cat").chmod(0o700)
    assert "cannot list the folder: Permission denied." in message


@pytest.mark.parametrize(
    ("options", "named"),
    [
        ({"val_fraction": 0}, "val_fraction: input should be greater than 0, but 0 came."),
        ({"val_fraction": 1.5}, "val_fraction: input should be less than 1, but 1.5 came."),
        ({"seed": -1}, "seed: input should be greater than or equal to 0, but -1 came."),
        ({"size": 64}, "size: expected height and width in pixels, but 64 came."),
        ({"size": (64, 0)}, "width: input should be greater than or equal to 1, but 0 came."),
        ({"mode": "CMYK"}, "mode: input should be 'L' or 'RGB', but 'CMYK' came."),
        ({"fit": "squeeze"}, "fit: input should be 'stretch', 'crop' or 'pad', but 'squeeze' came"),
    ],
)
def test_arguments_out_of_range_are_refused_first(tmp_path, options, named):
    with pytest.raises(UsageError) as caught:
        prepare(tmp_path / "nowhere", **options)
    assert named in caught.value.render()
