"""Samples as numpy arrays: a map-style dataset that PyTorch's DataLoader takes, without torch."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from netwright.data.row_file import RowFile
from netwright.interfaces.documents.dataset import Dataset


class Images(Protocol):
    """What `Samples.images` is: an array of images, which may lie on the disk."""

    @property
    def shape(self) -> tuple[int, ...]:
        """[N,H,W,C]."""

    @property
    def dtype(self) -> np.dtype[Any]:
        """uint8."""

    def __len__(self) -> int: ...

    def __getitem__(self, index: Any, /) -> NDArray[np.uint8]: ...

    def __array__(self) -> NDArray[np.uint8]: ...


class MappedImages:
    """Rows of an image array in a ``.npy`` file, read from the disk when they are asked for.

    A training and a validation split are rows of one file, so that another split costs nothing.
    Indexing takes what numpy's does (a row, a slice, an array of rows or of booleans, further
    axes) and gives an array of its own in memory: nothing that is done to it reaches the file.
    It is sent to worker processes as a path and row numbers, never as pixels.

    Args:
        path: The file, holding uint8 [M,H,W,C].
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

    def __getitem__(self, index: Any, /) -> NDArray[np.uint8]:
        first, *rest = index if isinstance(index, tuple) else (index,)
        rows = self._rows[first]
        if rows.ndim == 0:
            return np.array(self._file.rows(rows.reshape(1))[(0, *rest)])
        return self._file.rows(rows)[(slice(None), *rest)]

    def __array__(self, dtype: Any = None, copy: bool | None = None) -> NDArray[np.uint8]:
        return self[:] if dtype is None else self[:].astype(dtype)

    def __reduce__(self) -> tuple[Any, ...]:
        return MappedImages, (self._path, self._rows)

    def __repr__(self) -> str:
        return f"MappedImages(shape={list(self.shape)}, file={str(self._path)!r})"


@dataclass(frozen=True, eq=False)
class Samples:
    """Images with their class indices.

    Attributes:
        images: uint8 [N,H,W,C], 0 to 255; read-only, and usually mapped from the disk.
        labels: int64 [N], indices into the dataset document's `classes`; read-only.
        paths: N file names, relative to the data folder, with ``/`` between folders.
    """

    images: Images
    labels: NDArray[np.int64]
    paths: tuple[str, ...]

    def __post_init__(self) -> None:
        if not len(self.images) == len(self.labels) == len(self.paths):
            raise ValueError(
                f"{len(self.images)} images, {len(self.labels)} labels and "
                f"{len(self.paths)} paths do not make samples"
            )
        object.__setattr__(self, "labels", _read_only(self.labels))
        if isinstance(self.images, np.ndarray):
            object.__setattr__(self, "images", _read_only(self.images))

    def __len__(self) -> int:
        return len(self.labels)

    def __getitem__(self, index: int) -> tuple[NDArray[np.uint8], int]:
        """One sample: a copy of its image, uint8 [H,W,C], and its class index."""
        return np.array(self.images[index]), int(self.labels[index])


def _read_only(array: NDArray[Any]) -> NDArray[Any]:
    view = array.view()
    view.flags.writeable = False
    return view


@dataclass(frozen=True)
class Prepared:
    """A data set that is checked, split and decoded.

    Attributes:
        document: All that is needed to read the same samples in the same split again.
        train: The samples to train on.
        val: The samples to validate on.
    """

    document: Dataset
    train: Samples
    val: Samples
