"""Targets that are numbers known as soon as the samples are listed: measures, or labels 0 and 1."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from netwright.data.asked import Asked
from netwright.data.sources.listing import Indices, ReadInputs
from netwright.data.survey import OnProgress
from netwright.interfaces.documents.target import MultiLabel, Regression


@dataclass(frozen=True, eq=False)
class Numbers:
    """Some numbers for each sample. It is its own reading, as there is nothing to be read.

    Attributes:
        values: float32 [N,K].
        task: What they are; None for measures that mean and deviation are still to be taken of.
        columns: What the K numbers are called.
        beside: What else belongs to the fingerprint.
        unreadable: Samples without usable numbers, by their number, with the reason.
    """

    values: NDArray[np.float32]
    task: MultiLabel | Regression | None
    columns: tuple[str, ...]
    beside: str = ""
    unreadable: Mapping[int, str] = field(default_factory=dict)
    classes: tuple[str, ...] = ()
    labels: None = None

    def read(self, inputs: ReadInputs, asked: Asked, on_progress: OnProgress | None) -> Numbers:
        """Itself."""
        return self

    @property
    def fingerprint(self) -> str:
        """A hash of names and numbers."""
        content = "\0".join([*self.columns, self.beside]).encode() + self.values.tobytes()
        return f"blake2b:{hashlib.blake2b(content, digest_size=16).hexdigest()}"

    def target(self, train: Indices) -> MultiLabel | Regression:
        """The labels, or the measures with mean and deviation of the samples in `train`."""
        if self.task is not None:
            return self.task
        measured = self.values[train].astype(np.float64)
        std = measured.std(0)
        return Regression(
            columns=self.columns,
            mean=tuple(measured.mean(0).tolist()),
            # A constant measure is learnt as such; there is nothing to scale.
            std=tuple(np.where(std > 0, std, 1.0).tolist()),
        )

    def rows(self, samples: Indices) -> NDArray[np.float32]:
        """float32 [N,K]."""
        return np.asarray(self.values[samples])
