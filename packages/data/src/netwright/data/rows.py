"""Arrays of samples that may lie on the disk."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from netwright.data.row_file import RowFile


class Rows(Protocol):
    """What `Samples.inputs` is: an array with a row a sample, which may lie on the disk."""

    @property
    def shape(self) -> tuple[int, ...]:
        """[N,...]."""

    @property
    def dtype(self) -> np.dtype[Any]:
        """uint8 of images, float32 of numbers, int64 of tokens and class indices."""

    def __len__(self) -> int: ...

    def __getitem__(self, index: Any, /) -> NDArray[Any]: ...

    def __array__(self) -> NDArray[Any]: ...


class JoinedRows:
    """The rows of one array, and then those of another of the same dtype and further axes.

    Rows are taken by slices and arrays of rows, as numpy's are.
    """

    def __init__(self, first: Rows, second: Rows) -> None:
        self._first, self._second = first, second

    @property
    def shape(self) -> tuple[int, ...]:
        return (len(self), *self._first.shape[1:])

    @property
    def dtype(self) -> np.dtype[Any]:
        return self._first.dtype

    def __len__(self) -> int:
        return len(self._first) + len(self._second)

    def __getitem__(self, index: Any, /) -> NDArray[Any]:
        rows = np.atleast_1d(np.arange(len(self))[index])
        border = len(self._first)
        found = np.empty((len(rows), *self.shape[1:]), self.dtype)
        found[rows < border] = self._first[rows[rows < border]]
        found[rows >= border] = self._second[rows[rows >= border] - border]
        return found if np.ndim(np.arange(len(self))[index]) else found[0]

    def __array__(self, dtype: Any = None, copy: bool | None = None) -> NDArray[Any]:
        return self[:] if dtype is None else self[:].astype(dtype)


class MappedRows:
    """Rows of an array in a ``.npy`` file, read from the disk when they are asked for.

    A training and a validation split are rows of one file, so that another split costs nothing.
    Indexing takes what numpy's does (a row, a slice, an array of rows or of booleans, further
    axes) and gives an array of its own in memory: nothing that is done to it reaches the file.
    It is sent to worker processes as a path and row numbers, never as values.

    Args:
        path: The file, holding [M,...] of any dtype.
        rows: int64 [N], the rows to show, in this order.
    """

    def __init__(self, path: Path, rows: NDArray[np.int64]) -> None:
        self._path, self._rows = path, rows
        self._file = RowFile(path)

    @property
    def shape(self) -> tuple[int, ...]:
        return (len(self._rows), *self._file.shape[1:])

    @property
    def dtype(self) -> np.dtype[Any]:
        return self._file.dtype

    def __len__(self) -> int:
        return len(self._rows)

    def __getitem__(self, index: Any, /) -> NDArray[Any]:
        first, *rest = index if isinstance(index, tuple) else (index,)
        rows = self._rows[first]
        if rows.ndim == 0:
            return np.array(self._file.rows(rows.reshape(1))[(0, *rest)])
        return self._file.rows(rows)[(slice(None), *rest)]

    def only(self, rows: NDArray[np.int64]) -> MappedRows:
        """Some of these rows, int64 [N], in that order."""
        return MappedRows(self._path, self._rows[rows])

    def __array__(self, dtype: Any = None, copy: bool | None = None) -> NDArray[Any]:
        return self[:] if dtype is None else self[:].astype(dtype)

    def __reduce__(self) -> tuple[Any, ...]:
        return MappedRows, (self._path, self._rows)

    def __repr__(self) -> str:
        return f"MappedRows(shape={list(self.shape)}, file={str(self._path)!r})"
