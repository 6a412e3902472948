"""A sample that a model takes, made of its document alone: for warming up and for the docs."""

from __future__ import annotations

import base64
import io
from typing import Any

import numpy as np
from PIL import Image

from netwright.interfaces.documents.model import Model
from netwright.interfaces.documents.preprocessing import (
    ArrayPreprocessing,
    ImagePreprocessing,
    NumberColumn,
    TablePreprocessing,
    TextPreprocessing,
)

_SMALL = 32


def json_example(model: Model) -> Any:
    """One sample, as it is sent in JSON's ``inputs``."""
    example = example_of(model)
    return base64.b64encode(example).decode() if isinstance(example, bytes) else example


def example_of(model: Model) -> Any:
    """One sample, as a `Predictor` takes it: an image as the bytes of a file."""
    preprocessing = model.preprocessing
    if isinstance(preprocessing, ImagePreprocessing):
        # Where pictures are fitted to the model's size, a small one will do.
        largest = _SMALL if model.any_size is None else max(preprocessing.raw_shape)
        return _png(preprocessing, largest)
    if isinstance(preprocessing, TablePreprocessing):
        return {
            column.name: _rounded(column.fill)
            if isinstance(column, NumberColumn)
            else column.values[0]
            for column in preprocessing.columns
        }
    if isinstance(preprocessing, ArrayPreprocessing):
        return np.zeros(preprocessing.shape, preprocessing.dtype).tolist()
    return _text(preprocessing)


def _png(preprocessing: ImagePreprocessing, largest: int) -> bytes:
    """A bright disc on black."""
    height, width = min(preprocessing.height, largest), min(preprocessing.width, largest)
    rows, columns = np.ogrid[-1 : 1 : height * 1j, -1 : 1 : width * 1j]
    disc = np.where(rows**2 + columns**2 < 0.6, 255, 0).astype(np.uint8)
    file = io.BytesIO()
    Image.fromarray(disc).convert(preprocessing.mode).save(file, "png")
    return file.getvalue()


def _text(preprocessing: TextPreprocessing) -> str:
    if preprocessing.unit == "byte":
        return "Once upon a time"[: preprocessing.length]
    letters = [char for char in preprocessing.vocabulary if char.isalpha()]
    return "".join((letters or preprocessing.vocabulary)[:8])


def _rounded(number: float) -> float:
    return float(f"{number:.4g}")
