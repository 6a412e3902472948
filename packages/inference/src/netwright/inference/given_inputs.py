"""The inputs of a model from files that `netwright predict` would take."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from netwright.inference.array_files import read_array_file
from netwright.inference.input_files import ARRAYS, IMAGES, TABLES, TEXTS, expand
from netwright.inference.inputs import reader_for
from netwright.inference.table_files import open_table
from netwright.interfaces.documents.model import Model
from netwright.interfaces.errors import DataError

if TYPE_CHECKING:
    from numpy.typing import NDArray

_KINDS = {"image": IMAGES, "table": TABLES, "array": ARRAYS, "text": TEXTS}


def given_inputs(model: Model, path: str | Path, most: int) -> NDArray[Any]:
    """Raw inputs [N,...] of the first samples there, at most that many.

    Args:
        model: What reads them.
        path: A file, a folder or a pattern: images, tables, arrays or texts.
        most: The largest N.

    Raises:
        DataError: There is none, or one of them cannot be read.
    """
    kind = model.preprocessing.kind
    paths = expand(str(path), _KINDS[kind])
    reader = reader_for(model)
    samples = list(islice(_samples(paths, kind), most))
    if not samples:
        raise DataError(f"there are no {reader.noun}.", file=path, fix="give a file that has some.")
    return np.stack([sample.values for sample in reader.read(samples, 1)])


def _samples(paths: list[str], kind: str) -> Iterator[Any]:
    for path in paths:
        if kind == "table":
            yield from open_table(path).rows
        elif kind == "array":
            yield from np.atleast_1d(read_array_file(path))
        else:
            # Of a str, a model that reads text takes the characters themselves.
            yield Path(path) if kind == "text" else path
