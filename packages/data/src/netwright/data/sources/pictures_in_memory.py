"""Pictures that a data set of another library gives one by one, kept in memory."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from netwright.data.asked import Asked
from netwright.data.sources.listing import Indices
from netwright.data.statistics import mean_and_std, pixel_sums
from netwright.data.survey import Header, OnProgress, common_mode, common_size
from netwright.interfaces.documents.preprocessing import AnyPreprocessing, ImagePreprocessing
from netwright.interfaces.errors import DataError
from netwright.interfaces.imaging import read_image

_MOST_BYTES = 4 << 30


@dataclass(frozen=True, eq=False)
class PicturesInMemory:
    """The pictures of data sets that follow each other.

    Attributes:
        root: Where they are, for errors.
        parts: Sequences of a PIL image with its label.
    """

    root: Path
    parts: Sequence[Any]

    def read(self, asked: Asked, on_progress: OnProgress | None) -> ReadPicturesInMemory:
        """Decode them all."""
        by_header = asked.preprocessing is None and (asked.size is None or asked.mode is None)
        headers = [_header(picture) for picture in self._pictures()] if by_header else []
        reading = asked.reading(common_size(headers), common_mode(headers))
        count = sum(map(len, self.parts))
        rows = self._room(count, reading)
        for number, picture in enumerate(self._pictures()):
            rows[number] = read_image(picture, reading)
            if on_progress:
                on_progress("reading images", number + 1, count)
        return ReadPicturesInMemory(self.root, rows, reading, asked.preprocessing is not None)

    def _room(self, count: int, reading: ImagePreprocessing) -> NDArray[np.uint8]:
        size = count * int(np.prod(reading.raw_shape))
        if size > _MOST_BYTES:
            raise DataError(
                f"{count:,} images of {reading.width}x{reading.height} would take "
                f"{size / 1e9:.1f} GB of memory.",
                folder=self.root,
                fix="ask for smaller ones with --size, or save them as files, one folder a class.",
            )
        return np.empty((count, *reading.raw_shape), np.uint8)

    def _pictures(self) -> Iterator[Image.Image]:
        for part in self.parts:
            for number in range(len(part)):
                yield part[number][0]


class ReadPicturesInMemory:
    """See `ReadInputs` for what its methods give."""

    def __init__(
        self, root: Path, rows: NDArray[np.uint8], reading: ImagePreprocessing, measured: bool
    ) -> None:
        self._root, self._rows, self._reading, self._measured = root, rows, reading, measured

    @property
    def fingerprint(self) -> str:
        """A hash of the pixels as they are read."""
        digest = hashlib.blake2b(self._rows.data, digest_size=16).hexdigest()
        return f"blake2b:{digest}:{len(self._rows)}"

    @property
    def unreadable(self) -> Mapping[int, str]:
        return {}

    def preprocessing(self, train: Indices) -> ImagePreprocessing:
        if self._measured:
            return self._reading
        sums = np.stack([pixel_sums(self._rows[number]) for number in train.tolist()])
        mean, std = mean_and_std(sums, self._reading.height * self._reading.width)
        return self._reading.model_copy(update={"mean": mean, "std": std})

    def rows(self, samples: Indices, preprocessing: AnyPreprocessing) -> NDArray[np.uint8]:
        return np.asarray(self._rows[samples])

    def changed(self, fingerprint: str) -> DataError:
        return DataError(
            "the images are not those that the dataset document was made from.",
            folder=self._root,
            fix="put them back as they were, or prepare them anew for a new document.",
        )


def _header(picture: Image.Image) -> Header:
    return Header(picture.height, picture.width, picture.mode in ("1", "L"))
