"""Real image files in temporary folders, and a cache of their own for every test."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow
import pytest
from PIL import Image
from pyarrow import parquet
from sklearn import datasets

from netwright.data import Prepared, prepare, write_digits


@pytest.fixture(autouse=True)
def cache(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The cache that `prepare` uses by default in this test."""
    folder = tmp_path_factory.mktemp("cache")
    monkeypatch.setenv("NETWRIGHT_CACHE", str(folder))
    return folder / "images"


def save_picture(path: Path, size: tuple[int, int] = (8, 8), mode: str = "L", **how: Any) -> Path:
    """A picture of noise that its name decides; `size` is (width, height)."""
    path.parent.mkdir(parents=True, exist_ok=True)
    noise = np.random.default_rng(zlib.crc32(path.name.encode()))
    pixels = noise.integers(0, 256, (size[1], size[0], 3), dtype=np.uint8)
    Image.fromarray(pixels).convert(mode).save(path, **how)
    return path


@pytest.fixture
def picture() -> Callable[..., Path]:
    """`save_picture`."""
    return save_picture


@pytest.fixture
def folder_of(tmp_path: Path) -> Callable[..., Path]:
    """Makes a folder with so many pictures in each of its sub-folders."""

    def make(counts: Mapping[str, int], name: str = "animals", **how: Any) -> Path:
        root = tmp_path / name
        root.mkdir()
        for folder, count in counts.items():
            (root / folder).mkdir(parents=True)
            for number in range(count):
                save_picture(root / folder / f"{folder.replace('/', '-')}-{number:03}.png", **how)
        return root

    return make


@pytest.fixture(scope="session")
def digits_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The bundled digits as files."""
    return write_digits(tmp_path_factory.mktemp("data") / "digits")


@pytest.fixture(scope="session")
def prepared_digits(digits_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Prepared:
    """The bundled digits, prepared."""
    return prepare(digits_folder, cache=tmp_path_factory.mktemp("cache"))


@pytest.fixture
def columns_of() -> Callable[[str], dict[str, np.ndarray]]:
    """The columns of scikit-learn's iris, wine, breast_cancer or diabetes, `target` the last."""

    def read(name: str) -> dict[str, np.ndarray]:
        data = getattr(datasets, f"load_{name}")()
        columns = dict(zip(map(str, data.feature_names), data.data.T, strict=True))
        is_words = hasattr(data, "target_names")
        return {**columns, "target": data.target_names[data.target] if is_words else data.target}

    return read


@pytest.fixture
def rows_file(tmp_path: Path) -> Callable[..., Path]:
    """Writes a table of text: a head line and rows of cells, as they are given."""

    def write(name: str, head: str, rows: Iterable[Iterable[Any]], delimiter: str = ",") -> Path:
        lines = [delimiter.join(map(str, cells)) for cells in rows]
        (tmp_path / name).write_text("\n".join([head, *lines, ""]), encoding="utf-8")
        return tmp_path / name

    return write


@pytest.fixture
def table_file(tmp_path: Path, rows_file: Callable[..., Path]) -> Callable[..., Path]:
    """Writes columns as a table, in the format of the name's ending."""

    def write(name: str, columns: Mapping[str, Sequence[Any]]) -> Path:
        if name.endswith(".parquet"):
            table = pyarrow.table({n: np.asarray(v).tolist() for n, v in columns.items()})
            parquet.write_table(table, tmp_path / name)
            return tmp_path / name
        mark = "\t" if name.endswith(".tsv") else ","
        rows = zip(*(np.asarray(v).tolist() for v in columns.values()), strict=True)
        return rows_file(name, mark.join(columns), rows, mark)

    return write
