"""Real data of every task, small enough to train on in seconds.

From scikit-learn (Fisher's iris, wine, breast cancer, diabetes, handwritten digits, and its own
descriptions as text) and scikit-image (photographs).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from netwright.data import Prepared, Samples
from netwright.interfaces.documents import (
    AnyPreprocessing,
    AnyTarget,
    ArrayPreprocessing,
    Autoencoding,
    CategoryColumn,
    Classification,
    Dataset,
    ImagePreprocessing,
    ImageToImage,
    MultiLabel,
    NextToken,
    NumberColumn,
    RandomSplit,
    Regression,
    Segmentation,
    TableFile,
    TablePreprocessing,
    TextPreprocessing,
)

datasets = pytest.importorskip("sklearn.datasets")
photographs = pytest.importorskip("skimage.data")

Array = NDArray[Any]


def prepared(
    name: str,
    target: AnyTarget,
    preprocessing: AnyPreprocessing,
    inputs: Array,
    targets: Array | None,
    split: tuple[Array, Array],
) -> Prepared:
    """Samples with a document; its source is not read."""
    document = Dataset(
        name=name,
        source=TableFile(path=f"{name}.csv", targets=("y",)),
        target=target,
        split=RandomSplit(),
        preprocessing=preprocessing,
    )
    train, val = (
        Samples(inputs[rows], None if targets is None else targets[rows], tuple(map(str, rows)))
        for rows in split
    )
    return Prepared(document, train, val)


def halves(samples: int, val_fraction: float = 0.25) -> tuple[Array, Array]:
    """A seeded random split."""
    order = np.random.default_rng(0).permutation(samples)
    val = int(samples * val_fraction)
    return order[val:], order[:val]


def table_preprocessing(rows: Array, names: list[str]) -> TablePreprocessing:
    """Columns of numbers, measured on `rows`."""
    return TablePreprocessing(
        columns=tuple(
            NumberColumn(
                name=name, fill=float(np.nanmedian(v)), mean=float(v.mean()), std=float(v.std())
            )
            for name, v in zip(names, rows.T, strict=True)
        )
    )


def class_table(name: str) -> Prepared:
    """iris, wine or breast_cancer, to be classified."""
    data = getattr(datasets, f"load_{name}")()
    rows, split = data.data.astype(np.float32), halves(len(data.data))
    return prepared(
        name,
        Classification(classes=tuple(map(str, data.target_names))),
        table_preprocessing(rows[split[0]], list(map(str, data.feature_names))),
        rows,
        data.target.astype(np.int64),
        split,
    )


def diabetes() -> Prepared:
    """The disease's progression after a year; sex as words, and a tenth of the values missing."""
    data = datasets.load_diabetes(scaled=False)
    rows, split = data.data.astype(np.float32), halves(len(data.data))
    numbers = table_preprocessing(rows[split[0]], data.feature_names).columns
    rows[:, 1] -= 1
    rows[np.random.default_rng(0).random(rows.shape) < 0.02] = np.nan
    sex = CategoryColumn(name="sex", values=("1", "2"))
    target = data.target.astype(np.float32)[:, np.newaxis]
    train = target[split[0]]
    return prepared(
        "diabetes",
        Regression(
            columns=("progression",), mean=(float(train.mean()),), std=(float(train.std()),)
        ),
        TablePreprocessing(columns=(numbers[0], sex, *numbers[2:])),
        rows,
        target,
        split,
    )


def wine_labels() -> Prepared:
    """Which of three measurements of a wine are above their medians, from the other ten."""
    data = datasets.load_wine()
    rows, split, asked = data.data.astype(np.float32), halves(len(data.data)), [0, 6, 9]
    labels = (rows[:, asked] > np.median(rows[:, asked], axis=0)).astype(np.float32)
    rest = [column for column in range(rows.shape[1]) if column not in asked]
    rows = rows[:, rest]
    return prepared(
        "wine",
        MultiLabel(classes=("alcohol", "flavanoids", "colour")),
        table_preprocessing(rows[split[0]], [data.feature_names[column] for column in rest]),
        rows,
        labels,
        split,
    )


def tiles(picture: Array, size: int, step: int) -> Array:
    """Square pieces [N,size,size,...] of a picture."""
    height, width = picture.shape[:2]
    return np.stack(
        [
            picture[top : top + size, left : left + size]
            for top in range(0, height - size + 1, step)
            for left in range(0, width - size + 1, step)
        ]
    )


def picture_preprocessing(pictures: Array) -> ImagePreprocessing:
    """Values 0 to 1, as they are."""
    _, height, width, channels = pictures.shape
    return ImagePreprocessing(
        mode="L" if channels == 1 else "RGB",
        height=height,
        width=width,
        mean=(0.0,) * channels,
        std=(1.0,) * channels,
    )


def coins() -> Prepared:
    """Roman coins on their table: pixels brighter than their surroundings, holes filled."""
    from scipy import ndimage
    from skimage.filters import threshold_local

    photograph = photographs.coins()[:, :380]
    bright = photograph > threshold_local(photograph, 151, method="gaussian", offset=-8)
    mask = ndimage.binary_opening(ndimage.binary_fill_holes(bright), iterations=3)
    pictures, masks = (tiles(p, 50, 25) for p in (photograph, mask.astype(np.uint8)))
    masks[:, :2] = 255  # What lies at the upper edge does not count.
    return prepared(
        "coins",
        Segmentation(classes=("table", "coin"), colors=((0, 0, 0), (255, 200, 0))),
        picture_preprocessing(pictures[..., np.newaxis]),
        pictures[..., np.newaxis],
        masks,
        halves(len(pictures)),
    )


def noisy_photographs() -> Prepared:
    """Pieces of a photograph with noise of deviation 40, to be made clean."""
    clean = tiles(photographs.astronaut(), 32, 32)
    noise = np.random.default_rng(0).normal(0, 40, clean.shape)
    noisy = np.clip(clean + noise, 0, 255).astype(np.uint8)
    target = ImageToImage(height=32, width=32)
    return prepared("noise", target, picture_preprocessing(noisy), noisy, clean, halves(len(noisy)))


def small_photographs() -> Prepared:
    """Pieces of a photograph at half their size, to be enlarged."""
    large = tiles(photographs.astronaut(), 36, 36)
    count = len(large)
    small = large.reshape(count, 18, 2, 18, 2, 3).mean(axis=(2, 4)).astype(np.uint8)
    target = ImageToImage(height=36, width=36)
    return prepared("small", target, picture_preprocessing(small), small, large, halves(count))


def digit_pictures() -> Array:
    """uint8 [1797,8,8,1]."""
    return (datasets.load_digits().images * (255 / 16)).astype(np.uint8)[..., np.newaxis]


def digits_again() -> Prepared:
    """Handwritten digits through a narrow place."""
    pictures = digit_pictures()
    preprocessing = picture_preprocessing(pictures)
    split = halves(len(pictures))
    return prepared("digits", Autoencoding(), preprocessing, pictures, None, split)


def cells_again() -> Prepared:
    """Thirty measurements of cell nuclei through seven numbers."""
    data = datasets.load_breast_cancer()
    rows, split = data.data.astype(np.float32), halves(len(data.data))
    preprocessing = table_preprocessing(rows[split[0]], list(map(str, data.feature_names)))
    return prepared("cells", Autoencoding(), preprocessing, rows, None, split)


def digit_arrays(*shape: int) -> Prepared:
    """Handwritten digits as arrays of any shape of 64 numbers."""
    data = datasets.load_digits()
    arrays = data.images.astype(np.float32).reshape(-1, *shape)
    return prepared(
        "arrays",
        Classification(classes=tuple("0123456789")),
        ArrayPreprocessing(shape=shape, mean=(float(arrays.mean()),), std=(float(arrays.std()),)),
        arrays,
        data.target.astype(np.int64),
        halves(len(arrays)),
    )


def digit_rows() -> Prepared:
    """Handwritten digits as rows of 64 numbers."""
    return digit_arrays(64)


def arrays_again() -> Prepared:
    """Handwritten digits as arrays, through a narrow place."""
    data = digit_arrays(8, 8)
    document = data.document.model_copy(update={"target": Autoencoding()})
    train, val = (Samples(s.inputs, None, s.names) for s in (data.train, data.val))
    return Prepared(document, train, val)


def prose() -> Prepared:
    """scikit-learn's descriptions of its data, read on character by character."""
    names = ("iris", "wine", "breast_cancer", "digits")
    text = "".join(getattr(datasets, f"load_{name}")().DESCR for name in names)
    vocabulary, length = tuple(sorted(set(text))), 40
    tokens = np.array([vocabulary.index(character) + 1 for character in text])
    windows = np.stack([tokens[i : i + length] for i in range(0, len(tokens) - length, 20)])
    count = int(len(windows) * 0.8)
    return prepared(
        "prose",
        NextToken(),
        TextPreprocessing(vocabulary=vocabulary, length=length),
        windows,
        None,
        (np.arange(count), np.arange(count + 2, len(windows))),
    )


def topics() -> Prepared:
    """Is a piece of a description about plants or about people?"""
    length, windows, topic = 64, [], []
    for index, names in enumerate((("iris", "wine"), ("breast_cancer", "diabetes"))):
        text = "".join(getattr(datasets, f"load_{name}")().DESCR for name in names).encode()
        for start in range(0, len(text) - length, 32):
            windows.append([byte + 1 for byte in text[start : start + length]])
            topic.append(index)
    return prepared(
        "topics",
        Classification(classes=("plants", "people")),
        TextPreprocessing(unit="byte", length=length),
        np.array(windows),
        np.array(topic),
        halves(len(windows)),
    )


TASKS: dict[str, Callable[[], Prepared]] = {
    "iris": lambda: class_table("iris"),
    "wine": lambda: class_table("wine"),
    "breast_cancer": lambda: class_table("breast_cancer"),
    "diabetes": diabetes,
    "wine_labels": wine_labels,
    "coins": coins,
    "noisy_photographs": noisy_photographs,
    "small_photographs": small_photographs,
    "digits_again": digits_again,
    "cells_again": cells_again,
    "arrays_again": arrays_again,
    "digit_sequences": lambda: digit_arrays(8, 8),
    "digit_volumes": lambda: digit_arrays(1, 4, 4, 4),
    "digit_rows": digit_rows,
    "prose": prose,
    "topics": topics,
}
