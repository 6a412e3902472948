"""Targets that are known as soon as the samples are listed: one class each."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from netwright.data.asked import Asked
from netwright.data.sources.listing import Indices, ReadInputs
from netwright.data.survey import OnProgress
from netwright.interfaces.documents.target import Classification
from netwright.interfaces.errors import DataError


@dataclass(frozen=True, eq=False)
class ClassIndices:
    """A class for each sample. It is its own reading, as there is nothing to be read.

    Attributes:
        classes: Class names.
        labels: int64 [N], indices into `classes`; 0 for an unreadable sample.
        told_by_names: Whether the samples' names tell their classes, as those of files in a folder
            a class do: the inputs' fingerprint then covers them.
        unreadable: Samples whose class is not known, by their number, with the reason.
    """

    classes: tuple[str, ...]
    labels: Indices
    told_by_names: bool = False
    unreadable: Mapping[int, str] = field(default_factory=dict)

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

    def target(self, train: Indices) -> Classification:
        """The classes."""
        return Classification(classes=self.classes)

    def rows(self, samples: Indices) -> Indices:
        """int64 [N]."""
        return np.asarray(self.labels[samples])


def in_document_order(root: Path, found: tuple[str, ...], wanted: tuple[str, ...]) -> Indices:
    """int64 [classes]: for each class that was found, its index among those of a document.

    Raises:
        DataError: The classes are others.
    """
    if sorted(found) != sorted(wanted):
        raise DataError(
            f"the dataset document has the classes {', '.join(wanted)}, but the folder has "
            f"{', '.join(found)}.",
            folder=root,
            fix="rename the folders, or prepare the folder anew for a new document.",
        )
    return np.array([wanted.index(name) for name in found], np.int64)
