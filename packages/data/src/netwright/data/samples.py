"""Samples as numpy arrays: a map-style dataset that PyTorch's DataLoader takes, without torch."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from netwright.data.rows import JoinedRows, Rows
from netwright.interfaces.documents.dataset import Dataset
from netwright.interfaces.documents.source import ShardCounts, Shards

Side = Literal["train", "val"]
"""Samples to train on, or to validate on."""


@dataclass(frozen=True, eq=False)
class Samples:
    """Inputs with their targets.

    Attributes:
        inputs: [N,...] as the preprocessing's `raw_shape` and `raw_dtype` say, such as uint8
            [N,H,W,C] of images; read-only, and often mapped from the disk.
        targets: What the task asks for, as the table in `netwright.interfaces.documents.target`
            says, such as int64 [N] of class indices; read-only. None where the inputs themselves
            are the target.
        names: N names that tell samples apart: file names relative to the data folder with ``/``
            between folders, or the numbers of a table's rows.
    """

    inputs: Rows
    targets: Rows | None
    names: tuple[str, ...]

    def __post_init__(self) -> None:
        for what in ("inputs", "targets"):
            values = getattr(self, what)
            if values is not None and len(values) != len(self.names):
                raise ValueError(
                    f"{len(values)} {what} and {len(self.names)} names do not make samples"
                )
            if isinstance(values, np.ndarray):
                object.__setattr__(self, what, _read_only(values))

    def __len__(self) -> int:
        return len(self.names)

    def __getitem__(self, index: int) -> Any:
        """A copy of one sample's input with its target (a class index as int), if it has one."""
        if not -len(self) <= index < len(self):
            raise IndexError(index)
        value = np.array(self.inputs[index])
        if self.targets is None:
            return value
        target = np.array(self.targets[index])
        return value, target.item() if target.ndim == 0 else target


def joined(first: Samples, second: Samples) -> Samples:
    """All samples of both, the first's first; what lies on the disk stays there."""
    targets = None
    if first.targets is not None and second.targets is not None:
        targets = JoinedRows(first.targets, second.targets)
    return Samples(JoinedRows(first.inputs, second.inputs), targets, (*first.names, *second.names))


def _read_only(array: NDArray[Any]) -> NDArray[Any]:
    view = array.view()
    view.flags.writeable = False
    return view


@dataclass(frozen=True)
class Prepared:
    """A data set that is checked, split and read.

    Attributes:
        document: All that is needed to read the same samples in the same split again.
        train: The samples to train on; of tar files, which are read as they come, a few of them.
        val: The samples to validate on, likewise.
        notes: What was chosen for the caller, and what was left out; a sentence each.
    """

    document: Dataset
    train: Samples
    val: Samples
    notes: tuple[str, ...] = ()

    @property
    def streams(self) -> bool:
        """Whether only a few samples are at hand, and all others read from tar files as they come.

        `netwright.data.epochs.batches_of` gives the batches of them all.
        """
        return isinstance(self.document.source, Shards)

    def count(self, side: Side) -> int:
        """How many samples that side has, whether they are at hand or not."""
        counts = self._counts(side)
        return len(self._at_hand(side)) if counts is None else counts.total

    def class_counts(self, side: Side) -> NDArray[np.int64]:
        """int64 [classes], how many of them each class has, for classification."""
        counts, classes = self._counts(side), len(self.document.classes)
        if counts is not None:
            return np.array(counts.classes, np.int64)
        return np.bincount(np.asarray(self._at_hand(side).targets), minlength=classes)

    def _at_hand(self, side: Side) -> Samples:
        return self.train if side == "train" else self.val

    def _counts(self, side: Side) -> ShardCounts | None:
        source = self.document.source
        if not isinstance(source, Shards):
            return None
        return source.train_counts if side == "train" else source.val_counts
