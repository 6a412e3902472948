"""Training and validation samples side by side, as the checks look at them."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from netwright.data.rows import Rows
from netwright.data.samples import Prepared
from netwright.interfaces.documents.dataset import Dataset
from netwright.interfaces.documents.target import Classification

_CHUNK_BYTES = 32 << 20


class OutOfTime(Exception):
    """A check took longer than all of them together may."""


@dataclass(frozen=True, eq=False)
class WholeSet:
    """All samples of a data set that are at hand, those to train on first.

    Attributes:
        document: The data set's document.
        names: N names.
        in_val: bool [N].
        labels: int64 [N] for classification, else None.
        parts: The inputs of both sides.
        targets: The targets of both sides, where there are any.
        counts: How many samples there are to train on and to validate on: more than N of tar files,
            of which only a few are at hand.
        class_counts: int64 [classes] of either side for classification, else None.
        deadline: When checks must end, on `time.monotonic`'s clock; None where they need not.
    """

    document: Dataset
    names: tuple[str, ...]
    in_val: NDArray[np.bool_]
    labels: NDArray[np.int64] | None
    parts: tuple[Rows, Rows]
    targets: tuple[Rows | None, Rows | None]
    counts: tuple[int, int]
    class_counts: tuple[NDArray[np.int64], NDArray[np.int64]] | None
    deadline: float | None = None

    @classmethod
    def of(cls, data: Prepared, seconds: float | None = None) -> WholeSet:
        """The samples of a prepared data set, to be checked for no longer than that."""
        counts = [len(data.train), len(data.val)]
        targets = (data.train.targets, data.val.targets)
        labels = class_counts = None
        if isinstance(data.document.target, Classification):
            labels = np.concatenate([np.asarray(part) for part in targets])
            class_counts = (data.class_counts("train"), data.class_counts("val"))
        return cls(
            document=data.document,
            names=data.train.names + data.val.names,
            in_val=np.repeat([False, True], counts),
            labels=labels,
            parts=(data.train.inputs, data.val.inputs),
            targets=targets,
            counts=(data.count("train"), data.count("val")),
            class_counts=class_counts,
            deadline=None if seconds is None else time.monotonic() + seconds,
        )

    def __len__(self) -> int:
        return len(self.names)

    def check_time(self) -> None:
        """Called by checks in their long loops. Raises OutOfTime where they must end."""
        if self.deadline is not None and time.monotonic() > self.deadline:
            raise OutOfTime

    def chunks(self) -> Iterator[NDArray[Any]]:
        """All inputs in order, [n,...] at a time, so that memory stays bounded."""
        for part in self.parts:
            row = max(1, int(np.prod(part.shape[1:])) * part.dtype.itemsize)
            step = max(1, _CHUNK_BYTES // row)
            for start in range(0, len(part), step):
                yield part[start : start + step]

    def input(self, number: int) -> NDArray[Any]:
        """The input of one sample."""
        train = len(self.parts[0])
        found = self.parts[0][number] if number < train else self.parts[1][number - train]
        return np.asarray(found)

    def inputs(self, numbers: NDArray[np.int64]) -> NDArray[Any]:
        """The inputs of some samples, in that order."""
        return np.stack([self.input(number) for number in numbers.tolist()])

    def target_values(self) -> NDArray[Any]:
        """All targets in order; only for tasks that have small ones."""
        return np.concatenate([np.asarray(part) for part in self.targets if part is not None])

    def class_of(self, number: int) -> str:
        """The name of a sample's class."""
        assert self.labels is not None
        return self.document.classes[int(self.labels[number])]

    def where(self, number: int) -> str:
        """A sample as a person finds it: its name, its side, and its class where it has one."""
        side = "val" if self.in_val[number] else "train"
        kind = f", {self.class_of(number)}" if self.labels is not None else ""
        return f"{self.names[number]} ({side}{kind})"
