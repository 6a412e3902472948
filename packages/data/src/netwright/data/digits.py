"""The bundled sample data: 1,797 real handwritten digits, so that a first run needs no network.

E. Alpaydin and C. Kaynak, "Optical Recognition of Handwritten Digits", UCI Machine Learning
Repository, 1998, DOI 10.24432/C50P49, under CC BY 4.0. See digits-ATTRIBUTION.txt.
"""

from __future__ import annotations

import os
from importlib.resources import files
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from netwright.interfaces.errors import DataError
from netwright.interfaces.files import atomic_folder

_ATTRIBUTION = "ATTRIBUTION.txt"
_HIGHEST_LEVEL = 16


def digits() -> tuple[NDArray[np.uint8], NDArray[np.int64]]:
    """The digits as arrays.

    Returns:
        Images uint8 [1797,8,8], 0 (paper) to 255 (ink), scaled from the set's 0 to 16; and the
        digits that they show, int64 [1797], 0 to 9.
    """
    with (files("netwright.data") / "digits.npz").open("rb") as file, np.load(file) as arrays:
        levels, labels = arrays["images"], arrays["labels"]
    images = np.round(levels * (255 / _HIGHEST_LEVEL)).astype(np.uint8)
    return images, labels.astype(np.int64)


def write_digits(folder: str | Path) -> Path:
    """Write the digits as image files, one sub-folder a digit: ``folder/7/digit-0123.png``.

    The folder is there whole or not at all; with the attribution that the licence asks for. One
    that already holds these files is left as it is.

    Args:
        folder: A folder that does not exist, is empty, or was written by this function.

    Returns:
        The folder.

    Raises:
        DataError: The folder exists and holds something else, or cannot be written.
    """
    folder = Path(folder)
    images, labels = digits()
    names = [f"{label}/digit-{row:04}.png" for row, label in enumerate(labels.tolist())]
    expected = {_ATTRIBUTION, *names}
    try:
        if folder.exists() and not _is_free(folder, expected):
            return folder
        with atomic_folder(folder) as partial:
            _fill(partial, names, images)
    except OSError as error:
        if _files_below(folder) == expected:
            return folder  # Another process was first.
        raise DataError(
            f"the digits cannot be written: {error.strerror or error}.",
            folder=folder,
            fix="name a folder that may be written to, on a disk with 10 MB free.",
        ) from None
    return folder


def _fill(folder: Path, names: list[str], images: NDArray[np.uint8]) -> None:
    for name in sorted({name.partition("/")[0] for name in names}):
        (folder / name).mkdir()
    for name, image in zip(names, images, strict=True):
        Image.fromarray(image).save(folder / name)
    attribution = files("netwright.data") / "digits-ATTRIBUTION.txt"
    (folder / _ATTRIBUTION).write_bytes(attribution.read_bytes())


def _is_free(folder: Path, expected: set[str]) -> bool:
    """Whether the digits are still to be written to this folder, which exists."""
    if not folder.is_dir():
        raise DataError(
            "expected a folder, but this is a file.", folder=folder, fix="name another."
        )
    found = _files_below(folder)
    if found == expected:
        return False
    if not found:
        folder.rmdir()
        return True
    missing, other = sorted(expected - found), sorted(found - expected)
    raise DataError(
        "the folder holds something else than the digits: "
        + (f"{other[0]!r} is not one of them" if other else f"{missing[0]!r} is missing")
        + ".",
        folder=folder,
        fix="name a folder that does not exist yet, or remove this one.",
    )


def _files_below(folder: Path) -> set[str]:
    return {
        (Path(here).relative_to(folder) / name).as_posix()
        for here, _, names in os.walk(folder)
        for name in names
        if not name.startswith(".") and name != "Thumbs.db"
    }
