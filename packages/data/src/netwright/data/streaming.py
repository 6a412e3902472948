"""Images that are decoded whenever they are asked for, where the cache may not hold them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from netwright.data.look_ahead import map_ahead, usable_cores
from netwright.data.readings import Reading


class StreamedImages:
    """The same array as `MappedRows` of the same files, read from the files themselves.

    Indexing takes what numpy's does (a row, a slice, an array of rows or of booleans, further
    axes), and decodes the rows that it names by threads. It is sent to worker processes as names.
    Mean and standard deviation, and which files are broken, come from one pass over all files
    before training, whose outcome the cache keeps: a document is then the same, to the last digit,
    as with cached images, and no run ends at a broken file in its second hour.

    Args:
        folder: The folder of the files.
        names: N file names, relative to it.
        reading: How to read them.

    Raises:
        DataError: When indexed: a file has gone or has been damaged in the meantime.
    """

    def __init__(self, folder: Path, names: tuple[str, ...], reading: Reading) -> None:
        self._folder, self._names, self._reading = folder, names, reading

    @property
    def shape(self) -> tuple[int, ...]:
        return (len(self._names), *self._reading.shape)

    @property
    def dtype(self) -> np.dtype[Any]:
        return np.dtype(np.uint8)

    def __len__(self) -> int:
        return len(self._names)

    def __getitem__(self, index: Any, /) -> NDArray[np.uint8]:
        first, *rest = index if isinstance(index, tuple) else (index,)
        rows = np.arange(len(self))[first]
        if rows.ndim == 0:
            return np.array(self._read(int(rows))[tuple(rest)])
        images = np.empty((len(rows), *self.shape[1:]), np.uint8)
        threads = usable_cores()
        decoded = map_ahead(self._read, rows.tolist(), threads=threads, ahead=2 * threads)
        for place, pixels in enumerate(decoded):
            images[place] = pixels
        return images[(slice(None), *rest)]

    def __array__(self, dtype: Any = None, copy: bool | None = None) -> NDArray[np.uint8]:
        return self[:] if dtype is None else self[:].astype(dtype)

    def __repr__(self) -> str:
        return f"StreamedImages(shape={list(self.shape)}, folder={str(self._folder)!r})"

    def _read(self, row: int) -> NDArray[np.uint8]:
        return self._reading.read(self._folder / self._names[row])
