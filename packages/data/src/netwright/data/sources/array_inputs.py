"""Arrays as inputs: numbers of any shape, whole numbers, or pictures that are decoded already."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from netwright.data.array_file import ArrayArchive
from netwright.data.asked import Asked
from netwright.data.rows import MappedRows, Rows
from netwright.data.sources.array_kinds import Kind
from netwright.data.sources.changes import changed_file
from netwright.data.sources.listing import Indices
from netwright.data.statistics import BlockSums
from netwright.data.survey import OnProgress
from netwright.interfaces.documents.preprocessing import (
    AnyPreprocessing,
    ArrayPreprocessing,
    ImagePreprocessing,
)
from netwright.interfaces.errors import DataError

_BLOCK = 16 << 20  # bytes


@dataclass(frozen=True, eq=False)
class ArrayInputs:
    """One array of a file, not read yet.

    Attributes:
        archive: The file.
        name: Which of its arrays.
        kind: What it is taken for.
    """

    archive: ArrayArchive
    name: str
    kind: Kind

    def read(self, asked: Asked, on_progress: OnProgress | None) -> ReadArray:
        """All values, as the network takes them before scaling."""
        count = self.archive.members[self.name].shape[0]
        rows = self.archive.rows(
            self.name,
            (count, *self.kind.raw_shape),
            self.kind.raw_dtype,
            self.kind.change,
            asked.cache,
        )
        return ReadArray(self, rows, asked.preprocessing)


@dataclass(frozen=True, eq=False)
class ReadArray:
    """An array, read. See `ReadInputs` for what its methods give.

    Attributes:
        array: What was read.
        values: [N,...] of all samples.
        document: What a dataset document says of them, which is kept.
    """

    array: ArrayInputs
    values: Rows
    document: AnyPreprocessing | None

    @property
    def fingerprint(self) -> str:
        return f"{self.array.archive.fingerprint}:{len(self.values)}"

    @cached_property
    def unreadable(self) -> Mapping[int, str]:
        if self.values.dtype.kind != "f":
            return {}
        found: dict[int, str] = {}
        for rows in self._blocks(np.arange(len(self.values))):
            finite = np.isfinite(self.values[rows])
            bad = np.flatnonzero(~finite.reshape(len(rows), -1).all(1)).tolist()
            found |= {int(rows[number]): self._said(finite[number]) for number in bad}
        return found

    def _said(self, finite: NDArray[np.bool_]) -> str:
        places = np.argwhere(~finite)
        of = f"{len(places)} of {finite.size} values"
        return f"{of} of {self.array.name!r} are NaN or infinite, the first at {places[0].tolist()}"

    def preprocessing(self, train: Indices) -> AnyPreprocessing:
        if self.document:
            return self.document
        kind = self.array.kind
        if kind.name == "tokens":
            return ArrayPreprocessing(shape=kind.raw_shape, dtype="int64")
        sums = BlockSums(channel_axis=kind.channel_axis)
        for again in (False, True):
            for rows in self._blocks(train):
                sums.add(self.values[rows], again=again)
        mean, std = sums.mean_and_std(scale=kind.scale)
        if kind.name == "pictures":
            height, width, channels = kind.raw_shape
            mode = "L" if channels == 1 else "RGB"
            return ImagePreprocessing(mode=mode, height=height, width=width, mean=mean, std=std)
        return ArrayPreprocessing(shape=kind.raw_shape, mean=mean, std=std)

    def rows(self, samples: Indices, preprocessing: AnyPreprocessing) -> Rows:
        if isinstance(self.values, MappedRows):
            return self.values.only(samples)
        return self.values[samples]

    def changed(self, fingerprint: str) -> DataError:
        return changed_file(self.array.archive.path, "arrays", self.fingerprint, fingerprint)

    def _blocks(self, samples: Indices) -> Iterator[Indices]:
        """Those samples, so many at a time that memory stays bounded."""
        size = max(1, int(np.prod(self.values.shape[1:])) * self.values.dtype.itemsize)
        step = max(1, _BLOCK // size)
        for start in range(0, len(samples), step):
            yield samples[start : start + step]
