"""Decoding many image files into one array on the disk."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import BinaryIO, NamedTuple

import numpy as np
from numpy.typing import NDArray

from netwright.data.look_ahead import map_files
from netwright.data.statistics import pixel_sums
from netwright.data.survey import OnProgress
from netwright.interfaces.documents.preprocessing import ImagePreprocessing
from netwright.interfaces.errors import DataError
from netwright.interfaces.imaging import read_image


class _Decoded(NamedTuple):
    pixels: NDArray[np.uint8]
    sums: NDArray[np.uint64]
    problem: str


def decode_into(
    folder: Path,
    root: Path,
    names: Sequence[str],
    preprocessing: ImagePreprocessing,
    on_progress: OnProgress | None = None,
) -> dict[str, str]:
    """Write ``images.npy`` (uint8 [N,H,W,C]) and ``sums.npy`` (uint64 [N,2,C]) into `folder`.

    The images are written one after the other: memory stays bounded, and a full disk is an error
    that can be caught. (Writing to a memory map on a full disk kills the process.)

    Returns:
        For each file that cannot be decoded, why; its row is zero.

    Raises:
        OSError: `folder` cannot be written to.
    """
    channels, height, width = preprocessing.shape
    sums = np.zeros((len(names), 2, channels), np.uint64)
    unreadable = {}
    with open(folder / "images.npy", "wb") as file:
        _write_header(file, (len(names), height, width, channels))
        decoded = map_files(partial(_decode, root, preprocessing), root, names)
        for row, (name, image) in enumerate(zip(names, decoded, strict=True)):
            file.write(image.pixels.data)
            sums[row] = image.sums
            if image.problem:
                unreadable[name] = image.problem
            if on_progress:
                on_progress("reading images", row + 1, len(names))
    np.save(folder / "sums.npy", sums)
    return unreadable


def _decode(root: Path, preprocessing: ImagePreprocessing, name: str) -> _Decoded:
    problem = ""
    try:
        pixels = np.ascontiguousarray(read_image(root / name, preprocessing))
    except DataError as error:
        problem = error.message.rstrip(".")
        channels, height, width = preprocessing.shape
        pixels = np.zeros((height, width, channels), np.uint8)
    return _Decoded(pixels, pixel_sums(pixels), problem)


def _write_header(file: BinaryIO, shape: tuple[int, ...]) -> None:
    np.lib.format.write_array_header_1_0(
        file, {"descr": "|u1", "fortran_order": False, "shape": shape}
    )
