"""Every task as a person has it: files on the disk, training, and the exported model on the files.

Real data, each with the trivial answer that the model must beat.
"""

from __future__ import annotations

import csv
import struct
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from files_of_tasks import (
    coins,
    digit_arrays,
    digit_table,
    noisy_photographs,
    prose,
    table,
    topics,
)
from PIL import Image

from netwright.data import Prepared, digits, prepare, write_digits
from netwright.inference import Predictor
from netwright.interfaces.documents import Recipe
from netwright.training import fit


def trained(data: Prepared, folder: Path, epochs: int, batch_size: int = 32) -> Predictor:
    """A model of the network that suits the data."""
    recipe = Recipe(epochs=epochs, batch_size=batch_size)
    return Predictor(fit(None, data, recipe, runs=folder / "runs").model)


def paths(root: Path, data: Prepared) -> list[Path]:
    """The files to validate on."""
    return [root / name for name in data.val.names]


def share_right(said: list[Any], data: Prepared) -> float:
    """Of the labels that were said, how many are right."""
    classes = np.array(data.document.classes)
    return float((np.array(said) == classes[np.asarray(data.val.targets)]).mean())


def majority(data: Prepared) -> float:
    """The accuracy of always saying the most frequent class of training."""
    labels = np.asarray(data.train.targets)
    return float((np.asarray(data.val.targets) == np.bincount(labels).argmax()).mean())


def rows_of(path: Path, delimiter: str = ",") -> list[dict[str, str]]:
    """The rows of a table as a person reads them."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter=delimiter))


def test_a_folder_of_images_is_classified(tmp_path: Path) -> None:
    root = write_digits(tmp_path / "digits")
    data = prepare(root)
    predictor = trained(data, tmp_path, epochs=6, batch_size=64)
    said = [answer.label for answer in predictor.predict(paths(root, data))]
    assert share_right(said, data) > 0.97 > 0.8 + majority(data)


def test_images_get_the_labels_that_a_table_gives_them(tmp_path: Path) -> None:
    root = digit_table(tmp_path, "digit")
    data = prepare(root / "labels.csv", target="digit")
    assert data.document.source.kind == "labelled_images"
    predictor = trained(data, tmp_path, epochs=4, batch_size=64)
    said = [answer.label for answer in predictor.predict(paths(root, data))]
    assert share_right(said, data) > majority(data) + 0.7


def test_images_get_several_labels(tmp_path: Path) -> None:
    root = digit_table(tmp_path, "tags")
    data = prepare(root / "labels.csv", target="tags", task="multi_label")
    predictor = trained(data, tmp_path, epochs=4, batch_size=64)
    names, true = data.document.classes, np.asarray(data.val.targets)
    said = [
        [name in answer.labels for name in names] for answer in predictor.predict(paths(root, data))
    ]
    most_frequent = (np.asarray(data.train.targets).mean(0) > 0.5) == true
    assert (np.array(said) == true).mean() > most_frequent.mean() + 0.2


def test_a_number_is_read_off_images(tmp_path: Path) -> None:
    root = digit_table(tmp_path, "ink")
    data = prepare(root / "labels.csv", target="ink")
    assert data.document.task == "regression"
    predictor = trained(data, tmp_path, epochs=4, batch_size=64)
    said = np.array([answer.values["ink"] for answer in predictor.predict(paths(root, data))])
    true = np.asarray(data.val.targets)[:, 0]
    mean = float(np.asarray(data.train.targets).mean())
    assert np.abs(said - true).mean() < 0.5 * np.abs(true - mean).mean()


def test_pixels_are_told_apart_by_masks(tmp_path: Path) -> None:
    root = coins(tmp_path)
    data = prepare(root, size=(48, 48))
    assert data.document.task == "segmentation"
    predictor = trained(data, tmp_path, epochs=8, batch_size=16)
    true = np.asarray(data.val.targets)
    said = np.stack([answer.mask for answer in predictor.predict(paths(root, data))])
    everywhere_one = max((true == value).mean() for value in (0, 1))
    assert (said == true).mean() > everywhere_one + 0.1


def test_pictures_are_made_clean(tmp_path: Path) -> None:
    root = noisy_photographs(tmp_path)
    data = prepare(root, size=(32, 32))
    assert data.document.task == "image_to_image"
    assert data.document.preprocessing.mean == (0.0, 0.0, 0.0)
    predictor = trained(data, tmp_path, epochs=5, batch_size=16)
    clean = np.asarray(data.val.targets, float)
    said = np.stack([answer.pixels for answer in predictor.predict(paths(root, data))])
    left_alone = np.abs(np.asarray(data.val.inputs) - clean).mean()
    assert np.abs(said - clean).mean() < 0.7 * left_alone


def test_images_alone_are_given_again(tmp_path: Path) -> None:
    root = write_digits(tmp_path / "digits")
    data = prepare(root, task="autoencoding")
    predictor = trained(data, tmp_path, epochs=5, batch_size=64)
    pictures = np.asarray(data.val.inputs, float)
    said = np.stack([answer.pixels for answer in predictor.predict(paths(root, data))])
    mean_picture = np.asarray(data.train.inputs, float).mean(0)
    assert np.square(said - pictures).mean() < 0.6 * np.square(mean_picture - pictures).mean()


@pytest.mark.parametrize(
    ("name", "ending", "margin"),
    [("iris", ".csv", 0.5), ("wine", ".tsv", 0.5), ("breast_cancer", ".parquet", 0.25)],
)
def test_rows_of_a_table_are_classified(
    tmp_path: Path, name: str, ending: str, margin: float
) -> None:
    path = table(tmp_path, name, ending)
    data = prepare(path, target="kind")
    predictor = trained(data, tmp_path, epochs=30, batch_size=16)
    said = [answer.label for answer in predictor.predict(data.val.inputs)]
    assert share_right(said, data) > majority(data) + margin


def test_a_number_of_a_table_is_predicted_better_than_by_a_line(tmp_path: Path) -> None:
    from sklearn.linear_model import LinearRegression

    path = table(tmp_path, "diabetes", ".csv")
    data = prepare(path, target="kind", seed=1)
    predictor = trained(data, tmp_path, epochs=20, batch_size=16)
    rows = rows_of(path)
    numbers = [int(name) - 2 for name in data.val.names]  # The head is line 1.
    said = [answer.values["kind"] for answer in predictor.predict([rows[n] for n in numbers])]
    true = np.array([float(rows[n]["kind"]) for n in numbers])
    inputs, targets = (np.asarray(part) for part in (data.train.inputs, data.train.targets))
    linear = LinearRegression().fit(inputs, targets).predict(np.asarray(data.val.inputs))[:, 0]
    assert np.square(np.array(said) - true).mean() < 1.03 * np.square(linear - true).mean()
    mean = float(targets.mean())
    assert np.square(np.array(said) - true).mean() < 0.7 * np.square(mean - true).mean()


def test_arrays_are_classified(tmp_path: Path) -> None:
    data = prepare(digit_arrays(tmp_path))
    assert data.document.preprocessing.kind == "array"
    predictor = trained(data, tmp_path, epochs=6, batch_size=64)
    said = [answer.label for answer in predictor.predict(np.asarray(data.val.inputs))]
    assert share_right(said, data) > majority(data) + 0.7


def test_a_text_is_gone_on_with(tmp_path: Path) -> None:
    path = prose(tmp_path)
    data = prepare(path, length=32)
    assert data.document.task == "next_token"
    predictor = trained(data, tmp_path, epochs=8, batch_size=16)
    tokens = data.document.preprocessing.tokens
    counts = np.bincount(np.asarray(data.train.inputs).ravel(), minlength=tokens) + 1.0
    true = np.asarray(data.val.inputs)[:, 1:]
    unigram = np.exp(-np.log((counts / counts.sum())[true]).mean())
    assert predictor.model.metrics["val_perplexity"] < 0.8 * unigram
    assert len("".join(predictor.continue_text("The ", tokens=20))) == 20


def test_texts_are_classified(tmp_path: Path) -> None:
    root = topics(tmp_path)
    data = prepare(root, length=200)
    assert data.document.classes == ("cells", "wines")
    predictor = trained(data, tmp_path, epochs=12, batch_size=8)
    said = [answer.label for answer in predictor.predict(paths(root, data))]
    assert share_right(said, data) > majority(data) + 0.2


def test_a_data_set_of_torchvision_is_classified(tmp_path: Path) -> None:
    images, labels = digits()
    raw = tmp_path / "data" / "MNIST" / "raw"
    raw.mkdir(parents=True)
    large = np.stack([np.asarray(Image.fromarray(i).resize((28, 28))) for i in images])
    for part, rows in (("train", slice(0, 1400)), ("t10k", slice(1400, None))):
        _write_idx(raw / f"{part}-images-idx3-ubyte", large[rows])
        _write_idx(raw / f"{part}-labels-idx1-ubyte", labels[rows].astype(np.uint8))
    data = prepare(f"torchvision:MNIST@{tmp_path / 'data'}")
    predictor = trained(data, tmp_path, epochs=2, batch_size=64)
    said = [answer.label.partition(" ")[0] for answer in predictor.predict(data.val.inputs)]
    true = [data.document.classes[n].partition(" ")[0] for n in np.asarray(data.val.targets)]
    assert (np.array(said) == np.array(true)).mean() > majority(data) + 0.6


def _write_idx(path: Path, values: np.ndarray) -> None:
    """Yann LeCun's format, as MNIST has it."""
    head = struct.pack(f">HBB{values.ndim}I", 0, 8, values.ndim, *values.shape)
    path.write_bytes(head + values.tobytes())
