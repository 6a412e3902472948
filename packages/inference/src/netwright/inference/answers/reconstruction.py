"""What an autoencoder says: its input again, and how far off it is."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np

from netwright.inference.answers.picture import to_bytes
from netwright.inference.encoding import Encoding
from netwright.inference.inputs.reader import Sample
from netwright.interfaces.documents.preprocessing import (
    ArrayPreprocessing,
    ImagePreprocessing,
    NumberColumn,
    TablePreprocessing,
)

if TYPE_CHECKING:
    from numpy.typing import NDArray

_Columns = dict[str, "float | str"]


@dataclass(frozen=True, eq=False)
class Reconstruction:
    """One sample as the model gives it back.

    Attributes:
        path: The sample's path as it was given, or None when it came from memory.
        error: The mean squared difference from the input: for images on a scale from 0 to 1, for
            all else in the training samples' standard deviations. What is unlike the training
            samples has a large one.
        values: Of an image uint8 [H,W,C], 0 to 255; of an array float32 of its shape, in its own
            units; of a row float32 [F]: a number column in its own units, a category column as
            one value a word.
        columns: Of a row, what it would be: the number or the likeliest word of each column.
    """

    path: str | None
    error: float
    values: NDArray[Any] = field(repr=False)
    columns: _Columns | None = field(repr=False)

    @classmethod
    def of(
        cls,
        sample: Sample,
        output: NDArray[np.float32],
        preprocessing: ImagePreprocessing | TablePreprocessing | ArrayPreprocessing,
    ) -> Reconstruction:
        """The answer that the graph's `output` for `sample` makes."""
        if isinstance(preprocessing, ImagePreprocessing):
            error = _mean_square(output - sample.values / np.float32(255))
            return cls(sample.path, error, to_bytes(output), None)
        encoding = Encoding(preprocessing)
        (wanted,) = encoding.values(sample.values[np.newaxis])
        error = _mean_square(encoding.scaled(output) - encoding.scaled(wanted))
        columns = None
        if isinstance(preprocessing, TablePreprocessing):
            columns = _columns(output, preprocessing)
        return cls(sample.path, error, output.copy(), columns)

    @property
    def pixels(self) -> NDArray[np.uint8]:
        """Of an image, as a `Picture` has them."""
        return self.values

    def to_dict(self) -> dict[str, Any]:
        """The answer as JSON takes it; arrays and pictures are left to files."""
        content: dict[str, Any] = {"path": self.path, "error": self.error}
        return content if self.columns is None else {**content, "columns": self.columns}


def _mean_square(difference: NDArray[Any]) -> float:
    return float(np.mean(np.square(difference, dtype=np.float64)))


def _columns(output: NDArray[np.float32], preprocessing: TablePreprocessing) -> _Columns:
    columns: _Columns = {}
    start = 0
    for column in preprocessing.columns:
        part = output[start : start + column.width]
        start += column.width
        if isinstance(column, NumberColumn):
            columns[column.name] = float(part[0])
        else:
            columns[column.name] = column.values[int(part.argmax())]
    return columns
