"""Targets of numbers: one or several to be regressed, or one of 0 and 1 a label."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from netwright.data.asked import Asked
from netwright.data.sources.listing import Indices, ReadInputs
from netwright.data.statistics import measured
from netwright.data.survey import OnProgress
from netwright.interfaces.documents.target import MultiLabel, Regression


@dataclass(frozen=True, eq=False)
class _Numbers:
    """Some numbers for each sample. It is its own reading, as there is nothing to be read.

    Attributes:
        names: K names, of the columns or of the labels.
        values: float32 [N,K].
        unreadable: Samples without such numbers, by their number, with the reason.
    """

    names: tuple[str, ...]
    values: NDArray[np.float32]
    unreadable: Mapping[int, str] = field(default_factory=dict)
    classes: tuple[str, ...] = ()
    labels: None = None

    @property
    def fingerprint(self) -> str:
        """A hash of names and values."""
        content = "\0".join([*self.names, ""]).encode() + self.values.tobytes()
        return f"blake2b:{hashlib.blake2b(content, digest_size=16).hexdigest()}"

    def rows(self, samples: Indices) -> NDArray[np.float32]:
        """float32 [N,K]."""
        return np.asarray(self.values[samples])


@dataclass(frozen=True, eq=False)
class RegressedNumbers(_Numbers):
    """Numbers in their own units.

    Attributes:
        document: What a dataset document says of them, whose mean and std are kept.
    """

    document: Regression | None = None

    def read(
        self, inputs: ReadInputs, asked: Asked, on_progress: OnProgress | None
    ) -> RegressedNumbers:
        """Itself."""
        return self

    def target(self, train: Indices) -> Regression:
        """The columns, with mean and std of the training samples."""
        if self.document:
            return self.document
        mean, std = measured(self.values[train])
        return Regression(columns=self.names, mean=mean, std=std)


@dataclass(frozen=True, eq=False)
class SeveralLabels(_Numbers):
    """0 or 1 for each label."""

    def read(
        self, inputs: ReadInputs, asked: Asked, on_progress: OnProgress | None
    ) -> SeveralLabels:
        """Itself."""
        return self

    def target(self, train: Indices) -> MultiLabel:
        """The labels."""
        return MultiLabel(classes=self.names)
