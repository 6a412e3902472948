"""Which folders are taken for which data set."""

from __future__ import annotations

import os
from pathlib import Path

import numpy as np
import pytest

from netwright.data import prepare
from netwright.interfaces.documents.split import GivenSplit, StratifiedSplit


def test_folder_names_are_the_classes_in_sorted_order(folder_of):
    data = prepare(folder_of({"dog": 5, "cat": 5, "Bee": 5}))
    assert data.document.classes == ("Bee", "cat", "dog")
    for samples in (data.train, data.val):
        for label, path in zip(samples.targets, samples.names, strict=True):
            assert path.startswith(data.document.classes[label] + "/")


def test_one_folder_is_split_at_random(folder_of):
    data = prepare(folder_of({"cat": 10, "dog": 20}), val_fraction=0.2, seed=3)
    assert data.document.split == StratifiedSplit(val_fraction=0.2, seed=3)
    assert np.bincount(data.train.targets).tolist() == [8, 16]
    assert np.bincount(data.val.targets).tolist() == [2, 4]


@pytest.mark.parametrize("val", ["val", "valid", "validation", "Val"])
def test_train_and_validation_folders_are_the_split(folder_of, val):
    root = folder_of({"train/cat": 3, "train/dog": 2, f"{val}/cat": 1, f"{val}/dog": 2})
    data = prepare(root)
    assert data.document.split == GivenSplit(train="train", val=val)
    assert data.document.classes == ("cat", "dog")
    assert np.bincount(data.train.targets).tolist() == [3, 2]
    assert np.bincount(data.val.targets).tolist() == [1, 2]
    assert all(path.startswith(f"{val}/") for path in data.val.names)


def test_other_folders_beside_train_and_val_are_left_alone(folder_of):
    root = folder_of({"train/cat": 2, "train/dog": 2, "val/cat": 1, "test/cat": 4, "notes/x": 1})
    data = prepare(root)
    assert (len(data.train), len(data.val)) == (4, 1)


def test_validation_may_lack_a_class(folder_of):
    data = prepare(folder_of({"train/cat": 2, "train/dog": 2, "val/dog": 2}))
    assert data.document.classes == ("cat", "dog")
    assert data.val.targets.tolist() == [1, 1]


def test_a_class_may_be_called_train(folder_of):
    data = prepare(folder_of({"bus": 3, "car": 3, "train": 3}))
    assert data.document.classes == ("bus", "car", "train")


def test_folders_below_a_class_belong_to_it(folder_of):
    data = prepare(folder_of({"cat": 1, "cat/black/small": 2, "cat/white": 2, "dog": 5}))
    assert data.document.classes == ("cat", "dog")
    assert sorted(data.train.targets.tolist() + data.val.targets.tolist()).count(0) == 5


def test_files_that_are_no_samples_are_ignored(folder_of, picture):
    root = folder_of({"cat": 4, "dog": 4, "__MACOSX/cat": 2, ".git/x": 2})
    picture(root / "cat" / "._copy.png")
    picture(root / "cover.png")
    for name in ("Thumbs.db", ".DS_Store", "labels.txt"):
        (root / "cat" / name).write_text("no image")
        (root / name).write_text("no image")
    data = prepare(root)
    assert data.document.classes == ("cat", "dog")
    assert len(data.train) + len(data.val) == 8


def test_names_with_spaces_and_in_any_script_work(folder_of, picture):
    root = folder_of({"große Katze": 3, "犬 🐕": 3}, name="meine Tiere")
    picture(root / "犬 🐕" / "写真 一.png")
    data = prepare(root)
    assert data.document.classes == ("große Katze", "犬 🐕")
    assert "犬 🐕/写真 一.png" in data.train.names + data.val.names
    assert data.document.from_json(data.document.to_json()) == data.document


def test_upper_case_endings_are_images(folder_of, picture):
    root = folder_of({"cat": 2, "dog": 2})
    picture(root / "cat" / "PHOTO.JPG", mode="RGB")
    assert len(prepare(root).train) + len(prepare(root).val) == 5


@pytest.mark.skipif(os.name == "nt", reason="Windows asks for a right to make links")
def test_a_loop_of_links_ends_and_adds_no_samples(folder_of):
    root = folder_of({"cat": 4, "dog": 4})
    (root / "cat" / "again").symlink_to(root / "cat", target_is_directory=True)
    (root / "cat" / "up").symlink_to(root, target_is_directory=True)
    (root / "dog" / "self.png").symlink_to(root / "dog" / "dog-000.png")
    data = prepare(root)
    assert np.bincount(np.concatenate([data.train.targets, data.val.targets])).tolist() == [4, 5]


@pytest.mark.skipif(os.name == "nt", reason="Windows asks for a right to make links")
def test_a_linked_class_folder_is_followed(folder_of, tmp_path):
    root = folder_of({"cat": 4})
    elsewhere = folder_of({"dog": 4}, name="elsewhere")
    (root / "dog").symlink_to(elsewhere / "dog", target_is_directory=True)
    assert len(prepare(root).document.classes) == 2


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes here")
def test_a_pipe_named_like_an_image_does_not_hang(folder_of):
    root = folder_of({"cat": 4, "dog": 4})
    os.mkfifo(root / "cat" / "pipe.png")
    assert len(prepare(root).train) + len(prepare(root).val) == 8


def test_a_relative_folder_is_written_down_in_full(folder_of, monkeypatch):
    root = folder_of({"cat": 4, "dog": 4})
    monkeypatch.chdir(root.parent)
    assert prepare("animals").document.source.path == root.as_posix()
    assert prepare(Path("animals")).document.name == "animals"
