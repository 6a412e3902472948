"""What is done to every image file that is decoded, in whichever thread or process."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from netwright.data.pixel_file import write_rows
from netwright.data.statistics import pixel_sums
from netwright.interfaces.documents.preprocessing import ImagePreprocessing
from netwright.interfaces.errors import DataError
from netwright.interfaces.imaging import read_image


class Part(NamedTuple):
    """What decoding some files that follow each other found.

    Attributes:
        start: The first one's row.
        sums: uint64 [n,2,C], see `pixel_sums`.
        unreadable: For each file that cannot be decoded, why.
    """

    start: int
    sums: NDArray[np.uint64]
    unreadable: dict[str, str]


@dataclass(frozen=True)
class DecodingTask:
    """How to decode the files of one data set.

    Attributes:
        root: Their folder.
        preprocessing: How to read them.
        pixels: What `create_pixel_file` made, to write the pixels to; or None to drop them.
    """

    root: Path
    preprocessing: ImagePreprocessing
    pixels: Path | None

    def decode(self, start: int, names: Sequence[str]) -> Part:
        """Decode `names`, whose first one has the row `start`. Raises OSError as writing does."""
        channels, height, width = self.preprocessing.shape
        images = np.zeros((len(names), height, width, channels), np.uint8)
        unreadable = {}
        for image, name in zip(images, names, strict=True):
            try:
                image[...] = read_image(self.root / name, self.preprocessing)
            except DataError as error:
                unreadable[name] = error.message.rstrip(".")
        if self.pixels:
            write_rows(self.pixels, start, images)
        return Part(start, np.stack([pixel_sums(image) for image in images]), unreadable)
