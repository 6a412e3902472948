"""Large arrays on the disk, as entries of the cache beside decoded images."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
from numpy.lib import format as npy
from numpy.typing import NDArray

from netwright.data.cache import cache_folder
from netwright.data.cache_room import (
    ABOUT,
    HELD,
    LIMIT_VARIABLE,
    make_room,
    mark_used,
    partial_folder,
)
from netwright.data.rows import MappedRows
from netwright.interfaces.errors import DataError


def cached_array(
    cache: str | Path | None,
    content: str,
    about: dict[str, Any],
    shape: tuple[int, ...],
    dtype: str,
    blocks: Iterator[NDArray[Any]],
) -> MappedRows:
    """The rows of an array that is written to the cache once, and counts towards its limit.

    Args:
        cache: As for `prepare`.
        content: What tells the array from every other.
        about: What `netwright data cache list` says of it.
        shape: Of the array, all axes.
        dtype: Of its values.
        blocks: Its rows in order, some at a time; read only where the cache lacks them.

    Raises:
        DataError: The array does not fit into the cache, or the disk is full.
    """
    key = hashlib.blake2b(f"{content}\0{shape}\0{dtype}".encode(), digest_size=16)
    place = cache_folder(cache) / key.hexdigest()
    size = int(np.prod(shape)) * np.dtype(dtype).itemsize
    if not (place / ABOUT).is_file():
        try:
            _write(place, about, shape, dtype, blocks, size)
        except OSError as error:
            raise _not_written(place.parent, size, error.strerror or str(error)) from None
    rows = MappedRows(place / HELD, np.arange(shape[0]))
    mark_used(place)
    return rows


def _write(
    place: Path,
    about: dict[str, Any],
    shape: tuple[int, ...],
    dtype: str,
    blocks: Iterator[NDArray[Any]],
    size: int,
) -> None:
    place.parent.mkdir(parents=True, exist_ok=True)
    if not make_room(place.parent, size):
        raise _not_written(place.parent, size, "it is larger than the cache may be")
    partial = partial_folder(place)
    try:
        partial.mkdir()
        # Row by row: writing to a memory map on a full disk would kill the process.
        with open(partial / HELD, "wb") as file:
            described = npy.dtype_to_descr(np.dtype(dtype))
            npy.write_array_header_1_0(
                file, {"descr": described, "fortran_order": False, "shape": shape}
            )
            for block in blocks:
                file.write(np.ascontiguousarray(block, dtype).data)
            file.flush()
            os.fsync(file.fileno())
        (partial / ABOUT).write_text(json.dumps(about), encoding="utf-8")
        if not place.exists():  # Another process may have been first, with the same.
            os.rename(partial, place)
    finally:
        shutil.rmtree(partial, ignore_errors=True)


def _not_written(folder: Path, size: int, reason: str) -> DataError:
    return DataError(
        f"the array cannot be cached: {reason}.",
        folder=folder,
        fix=f"free {size / 1e6:,.0f} MB there, allow more by {LIMIT_VARIABLE}, or set "
        "NETWRIGHT_CACHE to a folder on another disk.",
    )
