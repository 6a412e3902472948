"""A ``.npy`` file whose rows are written in any order, by several threads or processes."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from netwright.data.file_holds import Hold, hold

_BEFORE_HEADER = 10  # bytes, of format 1.0: its name, its version, and the header's length


def create_pixel_file(path: Path, shape: tuple[int, ...]) -> Hold:
    """A new file of zeros, uint8 of `shape`; held until what it gives is closed.

    It has its whole length from the start, so that others who look at the disk count with it; the
    space itself is taken as rows are written.

    Raises:
        OSError: The disk is full, or a limit does not let files be as long.
    """
    with open(path, "xb") as file:
        np.lib.format.write_array_header_1_0(
            file, {"descr": "|u1", "fortran_order": False, "shape": shape}
        )
        file.truncate(file.tell() + int(np.prod(shape)))
    return hold(path)


def write_rows(path: Path, start: int, rows: NDArray[np.uint8]) -> None:
    """Write C-contiguous uint8 [n,...] from row `start` on. Raises OSError on a full disk."""
    with open(path, "r+b", buffering=0) as file:
        header = int.from_bytes(file.read(_BEFORE_HEADER)[8:], "little")
        file.seek(_BEFORE_HEADER + header + start * (rows.size // len(rows)))
        left = rows.data.cast("B")
        while left:
            left = left[file.write(left) :]
