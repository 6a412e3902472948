"""Arrays in an ``.npz`` file, read part by part, and never through pickle."""

from __future__ import annotations

import hashlib
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

import numpy as np
from numpy.lib import format as npy
from numpy.typing import NDArray

from netwright.data.array_cache import cached_array
from netwright.data.rows import Rows
from netwright.interfaces.errors import DataError

_IN_MEMORY_BYTES = 256 << 20
_BLOCK_BYTES = 16 << 20
_CHUNK = 1 << 20

Change = Callable[[NDArray[Any]], NDArray[Any]]


@dataclass(frozen=True)
class Member:
    """What the file says of one of its arrays.

    Attributes:
        shape: Sizes of all axes.
        dtype: Of its values.
        by_columns: Whether the first axis is the one whose values follow each other.
    """

    shape: tuple[int, ...]
    dtype: np.dtype[Any]
    by_columns: bool


@dataclass(frozen=True)
class ArrayArchive:
    """An ``.npz`` file.

    Attributes:
        path: The file.
        members: Its arrays by name, in the file's order.
        fingerprint: A hash of the file's content.
    """

    path: Path
    members: dict[str, Member]
    fingerprint: str

    def whole(self, name: str) -> NDArray[Any]:
        """One array, all of it in memory."""
        with _told(self.path, name), np.load(self.path, allow_pickle=False) as file:
            return np.asarray(file[name])

    def blocks(self, name: str) -> Iterator[NDArray[Any]]:
        """One array in blocks of rows, so that one at a time is in memory."""
        member = self.members[name]
        if member.by_columns:
            yield self.whole(name)
            return
        row_bytes = max(1, member.dtype.itemsize * int(np.prod(member.shape[1:])))
        rows = max(1, _BLOCK_BYTES // row_bytes)
        with (
            _told(self.path, name),
            zipfile.ZipFile(self.path) as file,
            file.open(f"{name}.npy") as stream,
        ):
            _header(stream)
            for start in range(0, member.shape[0], rows):
                count = min(rows, member.shape[0] - start)
                content = stream.read(count * row_bytes)
                yield np.frombuffer(content, member.dtype).reshape(count, *member.shape[1:])

    def rows(
        self,
        name: str,
        shape: tuple[int, ...],
        dtype: str,
        change: Change,
        cache: str | Path | None,
    ) -> Rows:
        """One array changed block by block: in memory where it is small, else in the cache.

        Args:
            name: Which array.
            shape: Of the result, all axes.
            dtype: Of the result.
            change: From a block of rows to a block of the result.
            cache: As for `prepare`.
        """
        if int(np.prod(shape)) * np.dtype(dtype).itemsize <= _IN_MEMORY_BYTES:
            found = np.empty(shape, dtype)
            self._fill(found, name, change)
            return found
        about = {"folder": str(self.path), "reading": {"kind": "array", "name": name}}
        content = f"{self.fingerprint}\0{name}"
        changed = (change(block) for block in self.blocks(name))
        return cached_array(cache, content, about, shape, dtype, changed)

    def _fill(self, found: NDArray[Any], name: str, change: Change) -> None:
        start = 0
        for block in self.blocks(name):
            found[start : start + len(block)] = change(block)
            start += len(block)


def open_archive(path: Path) -> ArrayArchive:
    """The arrays of a file, their headers read and their values not yet.

    Raises:
        DataError: There is no such file, it is no ``.npz`` file, or it holds pickled objects.
    """
    with _told(path), zipfile.ZipFile(path) as file:
        names = [entry for entry in file.namelist() if entry.endswith(".npy")]
        members = {}
        for entry in names:
            with _told(path, entry.removesuffix(".npy")), file.open(entry) as stream:
                members[entry.removesuffix(".npy")] = _header(stream)
        digest = hashlib.blake2b(digest_size=16)
        with open(path, "rb") as whole:
            while chunk := whole.read(_CHUNK):
                digest.update(chunk)
    for name, member in members.items():
        if member.dtype.hasobject:
            raise DataError(
                "an array of Python objects is refused: reading it could run code.",
                file=path,
                array=name,
                fix="save numbers or texts: np.asarray(values, dtype='float32'), or dtype=str.",
            )
    return ArrayArchive(path, members, f"blake2b:{digest.hexdigest()}")


def _header(stream: IO[bytes]) -> Member:
    version = npy.read_magic(stream)
    read = npy.read_array_header_1_0 if version == (1, 0) else npy.read_array_header_2_0
    shape, by_columns, dtype = read(stream)
    return Member(shape, dtype, by_columns)


@contextmanager
def _told(path: Path, name: str = "") -> Iterator[None]:
    """Turns what reading a missing or broken file raises into a DataError."""
    try:
        yield
    except FileNotFoundError:
        raise DataError("there is no such file.", file=path, fix="check the path.") from None
    except (OSError, ValueError, EOFError, zipfile.BadZipFile, zlib.error) as error:
        raise DataError(
            f"expected arrays, as np.savez writes them, but they cannot be read: {error}.",
            file=path,
            **({"array": name} if name else {}),
            fix="write the file anew: np.savez(path, x=inputs, y=targets).",
        ) from None
