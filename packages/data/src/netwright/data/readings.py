"""How a file becomes a row of the cache: as an image, as a mask, or as what a mask holds.

A reading is a small frozen value: it is part of an entry's key, lies in the entry as JSON, and
travels to other processes as that.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from netwright.data.statistics import pixel_sums
from netwright.interfaces.documents.preprocessing import ImagePreprocessing
from netwright.interfaces.imaging import ImageSource, read_image
from netwright.interfaces.masks import Color, mask_values, read_mask

_VALUES = 256


class Reading(Protocol):
    """How one file becomes uint8 of a fixed shape, and numbers to be added up over files."""

    @property
    def shape(self) -> tuple[int, ...]:
        """Of one file's row."""

    @property
    def sums_shape(self) -> tuple[int, ...]:
        """Of what `sums` gives."""

    def as_dict(self) -> dict[str, Any]:
        """All that rows depend on, as JSON; `reading_of` gives the reading again."""

    def read(self, source: ImageSource) -> NDArray[np.uint8]:
        """uint8 of `shape`. Raises DataError where the file does not give it."""

    def sums(self, row: NDArray[np.uint8]) -> NDArray[np.uint64]:
        """uint64 of `sums_shape`, of one row."""


@dataclass(frozen=True)
class ImageReading:
    """Images as the network's input: uint8 [H,W,C], and `pixel_sums` of them.

    Attributes:
        preprocessing: How they are read; its mean and std do not matter.
    """

    preprocessing: ImagePreprocessing

    @property
    def shape(self) -> tuple[int, int, int]:
        return self.preprocessing.raw_shape

    @property
    def sums_shape(self) -> tuple[int, int]:
        return 2, self.preprocessing.channels

    def as_dict(self) -> dict[str, Any]:
        return _as_dict(self.preprocessing)

    def read(self, source: ImageSource) -> NDArray[np.uint8]:
        return read_image(source, self.preprocessing)

    def sums(self, row: NDArray[np.uint8]) -> NDArray[np.uint64]:
        return pixel_sums(row)


@dataclass(frozen=True)
class MaskReading:
    """Masks as class indices: uint8 [H,W], and how many pixels of each value, 256 numbers.

    Attributes:
        preprocessing: How their images are read.
        values: What stands for each class in the files, where it is not the class's index.
        colors: Red, green, blue of each class, where the masks are in colour.
    """

    preprocessing: ImagePreprocessing
    values: tuple[int, ...] = ()
    colors: tuple[Color, ...] = ()

    @property
    def shape(self) -> tuple[int, int]:
        return self.preprocessing.height, self.preprocessing.width

    @property
    def sums_shape(self) -> tuple[int]:
        return (_VALUES,)

    def as_dict(self) -> dict[str, Any]:
        how = {"values": list(self.values), "colors": [list(color) for color in self.colors]}
        return {**_as_dict(self.preprocessing), "kind": "mask", "mode": "mask", **how}

    def read(self, source: ImageSource) -> NDArray[np.uint8]:
        return read_mask(source, self.preprocessing, colors=self.colors, values=self.values)

    def sums(self, row: NDArray[np.uint8]) -> NDArray[np.uint64]:
        return np.bincount(row.ravel(), minlength=_VALUES).astype(np.uint64)


@dataclass(frozen=True)
class MaskValuesReading:
    """Which values a mask holds, before anything is resized: uint8 [256], 1 where it does.

    Attributes:
        colors: As for `MaskReading`; values are then the colours' numbers.
    """

    colors: tuple[Color, ...] = ()

    @property
    def shape(self) -> tuple[int]:
        return (_VALUES,)

    @property
    def sums_shape(self) -> tuple[int]:
        return (0,)

    def as_dict(self) -> dict[str, Any]:
        return {"kind": "mask_values", "colors": [list(color) for color in self.colors]}

    def read(self, source: ImageSource) -> NDArray[np.uint8]:
        row = np.zeros(_VALUES, np.uint8)
        row[mask_values(source, colors=self.colors)] = 1
        return row

    def sums(self, row: NDArray[np.uint8]) -> NDArray[np.uint64]:
        return np.zeros(0, np.uint64)


def reading_of(about: Mapping[str, Any]) -> Reading:
    """The reading that `Reading.as_dict` told of. Raises KeyError, TypeError or ValueError."""
    colors = tuple((int(r), int(g), int(b)) for r, g, b in about.get("colors", ()))
    if about["kind"] == "mask_values":
        return MaskValuesReading(colors)
    if about["kind"] == "mask":
        return MaskReading(_preprocessing(about, "L"), tuple(about["values"]), colors)
    return ImageReading(_preprocessing(about, about["mode"]))


def _as_dict(preprocessing: ImagePreprocessing) -> dict[str, Any]:
    return preprocessing.model_dump(mode="json", exclude={"mean", "std"})


def _preprocessing(about: Mapping[str, Any], mode: Any) -> ImagePreprocessing:
    return ImagePreprocessing(
        mode=mode,
        height=about["height"],
        width=about["width"],
        fit=about["fit"],
        mean=(0.0,) * len(mode),
        std=(1.0,) * len(mode),
    )
