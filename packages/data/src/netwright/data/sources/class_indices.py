"""Targets that are known as soon as the samples are listed: one class each."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from netwright.data.asked import Asked
from netwright.data.sources.listing import Indices, ReadInputs
from netwright.data.survey import OnProgress
from netwright.interfaces.documents.target import Classification


@dataclass(frozen=True, eq=False)
class ClassIndices:
    """A class for each sample. It is its own reading, as there is nothing to be read.

    Attributes:
        classes: Class names.
        labels: int64 [N], indices into `classes`.
        told_by_names: Whether the samples' names tell their classes, as those of files in a folder
            a class do: the inputs' fingerprint then covers them.
    """

    classes: tuple[str, ...]
    labels: Indices
    told_by_names: bool = False

    def read(
        self, inputs: ReadInputs, asked: Asked, on_progress: OnProgress | None
    ) -> ClassIndices:
        """Itself."""
        return self

    @property
    def fingerprint(self) -> str:
        """A hash of classes and labels; empty where names tell them."""
        if self.told_by_names:
            return ""
        content = "\0".join([*self.classes, ""]).encode() + self.labels.tobytes()
        return f"blake2b:{hashlib.blake2b(content, digest_size=16).hexdigest()}"

    @property
    def unreadable(self) -> Mapping[int, str]:
        """None is."""
        return {}

    def target(self, train: Indices) -> Classification:
        """The classes."""
        return Classification(classes=self.classes)

    def rows(self, samples: Indices) -> Indices:
        """int64 [N]."""
        return np.asarray(self.labels[samples])
