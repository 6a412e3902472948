"""Arrays of any shape."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from netwright.inference.inputs.reader import Sample
from netwright.interfaces.arrays import read_array, read_arrays
from netwright.interfaces.documents.preprocessing import ArrayPreprocessing
from netwright.interfaces.errors import DataError, UsageError

if TYPE_CHECKING:
    from numpy.typing import NDArray


class ArrayReader:
    """Reads arrays, and nested lists of numbers."""

    noun = "arrays"
    together = False
    as_it_is = False
    block_size: tuple[int, ...] = ()

    def __init__(self, preprocessing: ArrayPreprocessing) -> None:
        self._preprocessing = preprocessing

    def is_one(self, samples: object) -> bool:
        """Whether it is a mapping or a text; an array may also be many."""
        return isinstance(samples, (Mapping, str, bytes))

    def block(self, samples: NDArray[Any]) -> NDArray[Any] | None:
        """All of them at once, where none is wrong; one by one tells which."""
        try:
            return read_arrays(samples, self._preprocessing)
        except DataError:
            return None

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
