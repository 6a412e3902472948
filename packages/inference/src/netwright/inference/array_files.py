"""Arrays in .npy and .npz files."""

from __future__ import annotations

import tokenize
import zipfile
import zlib
from typing import TYPE_CHECKING, Any

import numpy as np

from netwright.interfaces.errors import DataError, did_you_mean

if TYPE_CHECKING:
    from numpy.typing import NDArray

_BROKEN = (
    EOFError,
    KeyError,
    MemoryError,
    OSError,
    RuntimeError,
    SyntaxError,
    ValueError,
    tokenize.TokenError,
    zipfile.BadZipFile,
    zlib.error,
)
"""What numpy, zipfile and the parser of an array's head raise on files that are broken."""

_USUAL = "x"
"""What the inputs are called in a file that was trained on, unless something else was said."""


def read_array_file(path: str, name: str | None = None) -> NDArray[Any]:
    """The array in a file; objects are never unpickled.

    Args:
        path: An .npy file, or an .npz file of several arrays.
        name: Which of an .npz file's arrays; by default its only one, or the one called ``x``.

    Raises:
        DataError: The file is not there, is none of these, or has no such array.
    """
    try:
        # Not mapped into memory: on Windows the file could not be replaced meanwhile.
        loaded = np.load(path, allow_pickle=False)
        if isinstance(loaded, np.ndarray):
            return loaded
        with loaded:
            array: NDArray[Any] = loaded[_chosen(path, loaded.files, name)]
            return array
    except FileNotFoundError:
        raise DataError("there is no such array file.", file=path, fix="check the path.") from None
    except _BROKEN as error:
        raise DataError(
            f"the arrays cannot be read: {error}.",
            file=path,
            fix="save numbers with numpy.save or numpy.savez; arrays of objects are not opened.",
        ) from None


def _chosen(path: str, names: list[str], name: str | None) -> str:
    if name is None and len(names) == 1:
        return names[0]
    wanted = name or _USUAL
    if wanted in names:
        return wanted
    listed = ", ".join(names) or "nothing"
    if name is None:
        fix = f"choose one: --array {names[0]}" if names else "save the inputs as 'x'."
        raise DataError(f"the file holds several arrays: {listed}.", file=path, fix=fix)
    raise DataError(
        f"the file has no array {name!r}, but {listed}.", file=path, fix=did_you_mean(name, names)
    )
