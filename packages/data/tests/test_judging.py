"""Labelled data for a trained model: labels by name, nothing measured, nothing drawn."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from netwright.data import digits, prepare
from netwright.data.judging import judged_by
from netwright.data.samples import joined
from netwright.interfaces.documents import (
    Classification,
    ImagePreprocessing,
    MultiLabel,
    NextToken,
    NumberColumn,
    Regression,
    Segmentation,
    TablePreprocessing,
    TextPreprocessing,
)
from netwright.interfaces.errors import DataError, UsageError

GREY = ImagePreprocessing(mode="L", height=8, width=8, mean=(0.5,), std=(0.5,))
ROWS = TablePreprocessing(columns=(NumberColumn(name="a", fill=0, mean=0, std=1),))
PETS = Classification(classes=("cat", "dog", "owl"))


def folder_of(root: Path, counts: dict[str, int]) -> Path:
    """Images of digits, so many in each sub-folder."""
    images, _ = digits()
    for name, count in counts.items():
        (root / name).mkdir(parents=True)
        for number in range(count):
            Image.fromarray(images[number]).save(root / name / f"{number}.png")
    return root


def table_of(path: Path, head: str, *rows: str) -> Path:
    path.write_text("\n".join([head, *rows]) + "\n", encoding="utf-8")
    return path


def test_a_folder_may_lack_classes_and_holds_each_by_its_name(tmp_path: Path) -> None:
    root = folder_of(tmp_path / "pets", {"dog": 2, "owl": 1})
    judged = judged_by(root, PETS, GREY)
    assert judged.part == "all"
    assert np.asarray(judged.samples.targets).tolist() == [1, 1, 2]
    assert judged.samples.names == ("dog/0.png", "dog/1.png", "owl/0.png")


def test_one_class_alone_will_do(tmp_path: Path) -> None:
    root = folder_of(tmp_path / "pets", {"owl": 2})
    assert np.asarray(judged_by(root, PETS, GREY).samples.targets).tolist() == [2, 2]


def test_a_label_that_the_model_does_not_know_is_named(tmp_path: Path) -> None:
    root = folder_of(tmp_path / "pets", {"dog": 2, "cats": 1})
    with pytest.raises(DataError) as caught:
        judged_by(root, PETS, GREY)
    assert caught.value.render() == (
        "DataError: the data have the label 'cats', which the model does not know.\n"
        "  labels: cat, dog, owl\n"
        f"  data: {root}\n"
        "  fix: did you mean 'cat'? Rename it in the data, or leave such samples out."
    )


def test_an_unknown_class_without_samples_is_no_matter(tmp_path: Path) -> None:
    root = folder_of(tmp_path / "pets", {"dog": 2, "cats": 0})
    assert len(judged_by(root, PETS, GREY).samples) == 2


def test_a_folder_without_images_is_refused(tmp_path: Path) -> None:
    root = folder_of(tmp_path / "pets", {"dog": 0})
    with pytest.raises(DataError, match="the folder has no images"):
        judged_by(root, PETS, GREY)


def test_data_with_a_split_of_their_own_are_validated_on(tmp_path: Path) -> None:
    root = folder_of(tmp_path / "pets", {"train/cat": 3, "train/dog": 2, "val/dog": 1})
    judged = judged_by(root, PETS, GREY)
    assert (judged.part, judged.samples.names) == ("val", ("val/dog/0.png",))
    assert len(judged_by(root, PETS, GREY, part="train").samples) == 5
    assert len(judged_by(root, PETS, GREY, part="all").samples) == 6


def test_data_without_a_split_have_no_part(tmp_path: Path) -> None:
    root = folder_of(tmp_path / "pets", {"dog": 2})
    with pytest.raises(UsageError) as caught:
        judged_by(root, PETS, GREY, part="val")
    assert caught.value.render() == (
        "UsageError: these data have no split of their own, so that it is open which images are "
        "'val'.\n"
        f"  source: {root}\n"
        "  fix: leave --split out to take all, or name the dataset.json of the run."
    )


def test_a_document_keeps_its_split_and_gets_the_models_order(tmp_path: Path) -> None:
    root = folder_of(tmp_path / "pets", {"cat": 5, "dog": 5})
    data = prepare(root)
    path = tmp_path / "dataset.json"
    data.document.write(path)
    turned = Classification(classes=("dog", "owl", "cat"))
    judged = judged_by(path, turned, GREY)
    assert judged.samples.names == data.val.names
    said = np.asarray(judged.samples.targets)
    assert said.tolist() == np.array([2, 0])[np.asarray(data.val.targets)].tolist()
    everything = judged_by(path, turned, GREY, part="all").samples
    assert everything.names == data.train.names + data.val.names
    np.testing.assert_array_equal(everything.inputs[8:], data.val.inputs[:])
    assert len(judged_by(path, turned, GREY, part="train").samples) == 8


def test_a_document_for_another_task_is_refused(tmp_path: Path) -> None:
    root = folder_of(tmp_path / "pets", {"cat": 5, "dog": 5})
    path = tmp_path / "dataset.json"
    prepare(root).document.write(path)
    with pytest.raises(UsageError, match="the model does multi_label, but the data are for class"):
        judged_by(path, MultiLabel(classes=("cat", "dog")), GREY)


def test_a_table_of_one_class_is_read_by_the_models_columns(tmp_path: Path) -> None:
    path = table_of(tmp_path / "pets.csv", "kind,b,a", "owl,x,1", "owl,y,2")
    samples = judged_by(path, PETS, ROWS, columns="kind").samples
    assert samples.inputs[:].tolist() == [[1], [2]]
    assert np.asarray(samples.targets).tolist() == [2, 2]
    with pytest.raises(UsageError, match="does not say which of its columns is to be predicted"):
        judged_by(path, PETS, ROWS)
    assert len(judged_by(path, PETS, ROWS, usual=("kind",)).samples) == 2


def test_numbers_are_found_by_their_columns_names(tmp_path: Path) -> None:
    target = Regression(columns=("u", "v"), mean=(0, 0), std=(1, 1))
    path = table_of(tmp_path / "t.csv", "v,a,u", "1,5,2", "1,6,2")
    for asked in ({"usual": ("u", "v")}, {"columns": ("v", "u")}):
        samples = judged_by(path, target, ROWS, **asked).samples
        assert np.asarray(samples.targets).tolist() == [[2, 1], [2, 1]]
    with pytest.raises(DataError, match=r"gives 2 numbers \(u, v\), but the data have 1 \(v\)"):
        judged_by(path, target, ROWS, columns="v")


def test_arrays_may_lack_classes(tmp_path: Path) -> None:
    images, _ = digits()
    path = tmp_path / "pets.npz"
    np.savez(path, x=images[:3, :, :], y=np.array([1, 1, 0]), classes=["owl", "cat"])
    assert np.asarray(judged_by(path, PETS, GREY).samples.targets).tolist() == [0, 0, 2]
    np.savez(path, x=images[:3, :, :], y=np.array([1, 1, 1]))
    with pytest.raises(DataError, match="have the label '1', which the model does not know"):
        judged_by(path, PETS, GREY)


def test_labels_of_images_that_are_lacking_count_as_not_set(tmp_path: Path) -> None:
    root = folder_of(tmp_path, {"pets": 2})
    table_of(tmp_path / "labels.csv", "image,tags", "pets/0.png,wild|big", "pets/1.png,wild")
    judged = judged_by(root, MultiLabel(classes=("small", "wild", "big")), GREY)
    assert np.asarray(judged.samples.targets).tolist() == [[0, 1, 1], [0, 1, 0]]
    assert judged.notes == ("the data do not have the label 'small': it counts as not set.",)


def test_masks_are_found_by_the_names_of_their_classes(tmp_path: Path) -> None:
    for name, values in (("images", (10, 20)), ("masks", (0, 1))):
        (tmp_path / name).mkdir()
        for number, value in enumerate(values):
            Image.fromarray(np.full((8, 8), value, np.uint8)).save(
                tmp_path / name / f"{number}.png"
            )
    target = Segmentation(classes=("ground", "coin", "sky"))
    masks = judged_by(tmp_path, target, GREY).samples.targets
    assert [int(mask[0, 0]) for mask in masks[:]] == [0, 1]
    (tmp_path / "classes.txt").write_text("sky\nground\n", encoding="utf-8")
    masks = judged_by(tmp_path, target, GREY).samples.targets
    assert masks.shape == (2, 8, 8)
    assert [int(mask[0, 0]) for mask in masks[:]] == [2, 0]


def test_texts_are_cut_into_windows_without_a_border(tmp_path: Path) -> None:
    path = tmp_path / "text.txt"
    path.write_text("abcabcabcab", encoding="utf-8")
    reading = TextPreprocessing(unit="character", vocabulary=("a", "b", "c"), length=4)
    samples = judged_by(path, NextToken(), reading).samples
    assert samples.inputs[:].tolist() == [[1, 2, 3, 1], [2, 3, 1, 2], [3, 1, 2, 0]]
    texts = tmp_path / "texts"
    (texts / "owl").mkdir(parents=True)
    (texts / "owl" / "1.txt").write_text("abc", encoding="utf-8")
    assert np.asarray(judged_by(texts, PETS, reading).samples.targets).tolist() == [2]


def test_data_of_another_kind_are_refused(tmp_path: Path) -> None:
    path = table_of(tmp_path / "pets.csv", "kind,a", "owl,1", "cat,2")
    with pytest.raises(UsageError, match="the model reads images, but these data are a table"):
        judged_by(path, PETS, GREY, columns="kind")


def test_data_for_another_task_are_refused(tmp_path: Path) -> None:
    root = folder_of(tmp_path / "pets", {"cat": 1, "dog": 1})
    with pytest.raises(UsageError) as caught:
        judged_by(root, Segmentation(classes=("ground", "coin")), GREY)
    assert caught.value.fix == "give data of the model's task."


def test_a_table_without_the_models_columns_is_refused(tmp_path: Path) -> None:
    path = table_of(tmp_path / "pets.csv", "kind,b", "owl,1", "cat,2")
    with pytest.raises(DataError) as caught:
        judged_by(path, PETS, ROWS, columns="kind")
    assert caught.value.message == "the table has no column 'a'."
    assert caught.value.places["file"] == str(path)


def test_tar_files_are_not_read_without_pytorch(tmp_path: Path) -> None:
    (tmp_path / "train-0.tar").touch()
    (tmp_path / "val-0.tar").touch()
    with pytest.raises(UsageError, match="needs PyTorch; a model is judged without"):
        judged_by(tmp_path / "train-{0..0}.tar", PETS, GREY)


def test_joined_rows_are_those_of_both(tmp_path: Path) -> None:
    root = folder_of(tmp_path / "pets", {"cat": 5, "dog": 5})
    data = prepare(root)
    both, parts = joined(data.train, data.val), (data.train.inputs[:], data.val.inputs[:])
    whole = np.concatenate(parts)
    for index in (slice(None), slice(7, 9), np.array([9, 0]), 8):
        np.testing.assert_array_equal(both.inputs[index], whole[index])
