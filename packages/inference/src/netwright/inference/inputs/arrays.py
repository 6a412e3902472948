"""Arrays of any shape."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from netwright.inference.inputs.reader import Sample
from netwright.interfaces.arrays import read_array
from netwright.interfaces.documents.preprocessing import ArrayPreprocessing
from netwright.interfaces.errors import UsageError


class ArrayReader:
    """Reads arrays, and nested lists of numbers."""

    noun = "arrays"
    together = False

    def __init__(self, preprocessing: ArrayPreprocessing) -> None:
        self._preprocessing = preprocessing

    def is_one(self, samples: object) -> bool:
        """Whether it is a mapping or a text; an array may also be many."""
        return isinstance(samples, (Mapping, str, bytes))

    def read(self, samples: Sequence[Any], first: int) -> list[Sample]:
        """The arrays. Raises DataError and UsageError."""
        return [Sample(None, self._read(sample)) for sample in samples]

    def _read(self, sample: Any) -> Any:
        if isinstance(sample, (str, bytes, Mapping)):
            raise UsageError(
                f"expected an array, but a {type(sample).__name__} came.",
                fix="give a numpy array; numpy.load(path) reads one from a file.",
            )
        return read_array(sample, self._preprocessing)
