"""Real data as files: what people have on their disks, for each task."""

from __future__ import annotations

import csv
from pathlib import Path

import numpy as np
from PIL import Image
from sklearn import datasets

from netwright.data import digits


def digit_table(folder: Path, column: str) -> Path:
    """Every third digit as an image, and labels.csv with what is asked for."""
    images, labels = digits()
    root = folder / "pictures"
    root.mkdir()
    rows = []
    for number in range(0, len(images), 3):
        Image.fromarray(images[number]).save(root / f"{number}.png")
        digit = int(labels[number])
        tags = ["even" if digit % 2 == 0 else "odd", *(["round"] if digit in (0, 6, 8, 9) else [])]
        values = {
            "digit": f"digit {digit}",
            "tags": "|".join(tags),
            "ink": f"{images[number].mean() / 255:.5f}",
        }
        rows.append({"image": f"{number}.png", column: values[column]})
    _write(root / "labels.csv", rows, ",")
    return root


def coins(folder: Path) -> Path:
    """Pieces of a photograph of coins in images/, and in masks/ which pixels are coin."""
    from scipy import ndimage
    from skimage import data
    from skimage.filters import threshold_local

    root, photograph = folder / "coins", data.coins()[:, :380]
    bright = photograph > threshold_local(photograph, 151, method="gaussian", offset=-8)
    mask = ndimage.binary_opening(ndimage.binary_fill_holes(bright), iterations=3)
    _tiles(root / "images", photograph, 48, 32)
    _tiles(root / "masks", mask.astype(np.uint8), 48, 32)
    return root


def noisy_photographs(folder: Path) -> Path:
    """Pieces of a photograph with noise in inputs/, and without it in targets/."""
    from skimage import data

    root, clean = folder / "noise", data.astronaut()
    noise = np.random.default_rng(0).normal(0, 40, clean.shape)
    _tiles(root / "inputs", np.clip(clean + noise, 0, 255).astype(np.uint8), 32, 32)
    _tiles(root / "targets", clean, 32, 32)
    return root


def table(folder: Path, name: str, ending: str) -> Path:
    """A table of scikit-learn's; the target's column is called `kind`."""
    data = getattr(datasets, f"load_{name}")()
    names = data.get("target_names")
    kinds = data.target if names is None else [str(names[kind]) for kind in data.target]
    rows = [
        {**dict(zip(map(str, data.feature_names), values, strict=True)), "kind": kind}
        for values, kind in zip(data.data.tolist(), kinds, strict=True)
    ]
    path = folder / f"{name}{ending}"
    if ending == ".parquet":
        from pyarrow import Table, parquet

        parquet.write_table(Table.from_pylist(rows), path)
    else:
        _write(path, rows, "\t" if ending == ".tsv" else ",")
    return path


def digit_arrays(folder: Path) -> Path:
    """Digits as sequences of eight rows of eight numbers, in an ``.npz`` file."""
    images, labels = digits()
    path = folder / "sequences.npz"
    np.savez(path, x=images.astype(np.float32) / 255, y=labels)
    return path


def prose(folder: Path) -> Path:
    """What scikit-learn says about its data sets, as one text."""
    path = folder / "prose.txt"
    described = ("iris", "wine", "breast_cancer", "diabetes", "digits")
    texts = [getattr(datasets, f"load_{name}")().DESCR for name in described]
    path.write_text("\n".join(texts), encoding="utf-8")
    return path


def topics(folder: Path) -> Path:
    """Pieces of two of these descriptions, one folder a topic."""
    root = folder / "topics"
    for topic, name in (("cells", "breast_cancer"), ("wines", "wine")):
        text = getattr(datasets, f"load_{name}")().DESCR
        (root / topic).mkdir(parents=True)
        for start in range(0, len(text) - 200, 60):
            (root / topic / f"{start:05}.txt").write_text(text[start : start + 200], "utf-8")
    return root


def _tiles(folder: Path, picture: np.ndarray, size: int, step: int) -> None:
    folder.mkdir(parents=True)
    height, width = picture.shape[:2]
    for top in range(0, height - size + 1, step):
        for left in range(0, width - size + 1, step):
            piece = picture[top : top + size, left : left + size]
            Image.fromarray(piece).save(folder / f"{top:03}-{left:03}.png")


def _write(path: Path, rows: list[dict[str, object]], delimiter: str) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]), delimiter=delimiter)
        writer.writeheader()
        writer.writerows(rows)
