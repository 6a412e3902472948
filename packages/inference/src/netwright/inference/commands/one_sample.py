"""The one sample that a command looks at, from a file."""

from __future__ import annotations

from itertools import islice
from pathlib import Path
from typing import Any

from netwright.inference.table_files import open_table
from netwright.interfaces.documents.model import Model
from netwright.interfaces.errors import DataError


def one_sample(model: Model, path: str, *, row: int, array: str | None) -> Any:
    """What a `Predictor` takes for the sample in a file.

    Args:
        model: What reads it.
        path: An image, a table, arrays or a text.
        row: Of a table and of arrays, which of its samples, from 1.
        array: Which of an .npz file's arrays holds the samples.

    Raises:
        DataError: There is no such file or row.
    """
    kind = model.preprocessing.kind
    if kind == "table":
        return _nth(open_table(path).rows, row, path)
    if kind == "array":
        from netwright.inference.array_files import read_array_file

        samples = read_array_file(path, array)
        return _nth(samples if samples.ndim else samples[None], row, path)
    # Of a str, a model that reads text takes the characters themselves.
    return Path(path) if kind == "text" else path


def _nth(samples: Any, row: int, path: str) -> Any:
    for sample in islice(samples, row - 1, row):
        return sample
    raise DataError("the file has fewer samples.", file=path, row=row, fix="--row 1")
