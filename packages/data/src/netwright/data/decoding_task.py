"""What is done to every image file that is decoded, in whichever thread or process."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from netwright.data.pixel_file import write_rows
from netwright.data.readings import Reading
from netwright.interfaces.errors import DataError


class Part(NamedTuple):
    """What decoding some files that follow each other found.

    Attributes:
        start: The first one's row.
        sums: uint64 [n,...], the reading's own.
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
        reading: How to read them.
        pixels: What `create_pixel_file` made, to write the pixels to; or None to drop them.
    """

    root: Path
    reading: Reading
    pixels: Path | None

    def decode(self, start: int, names: Sequence[str]) -> Part:
        """Decode `names`, whose first one has the row `start`. Raises OSError as writing does."""
        rows = np.zeros((len(names), *self.reading.shape), np.uint8)
        unreadable = {}
        for row, name in zip(rows, names, strict=True):
            try:
                row[...] = self.reading.read(self.root / name)
            except DataError as error:
                unreadable[name] = error.message.rstrip(".")
        if self.pixels:
            write_rows(self.pixels, start, rows)
        return Part(start, np.stack([self.reading.sums(row) for row in rows]), unreadable)
