"""The form of a source: what is found before anything is read, and how it is read then.

A source's file has one function, `list_samples(source, asked)`, that gives a Listing. The inputs
and targets in it are read by objects of their own, so that images with labels from a table and
images with masks share all but what is theirs.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from netwright.data.asked import Asked
from netwright.data.rows import Rows
from netwright.data.survey import OnProgress
from netwright.interfaces.documents.preprocessing import AnyPreprocessing
from netwright.interfaces.documents.source import AnySource
from netwright.interfaces.documents.split import AnySplit
from netwright.interfaces.documents.target import AnyTarget
from netwright.interfaces.errors import DataError

Indices = NDArray[np.int64]


class ReadInputs(Protocol):
    """The inputs of all listed samples, read.

    Attributes:
        fingerprint: A hash of their names and contents.
        unreadable: Samples that cannot be used, by their number, with the reason.
    """

    @property
    def fingerprint(self) -> str: ...

    @property
    def unreadable(self) -> Mapping[int, str]: ...

    def preprocessing(self, train: Indices) -> AnyPreprocessing:
        """How they become the network's input, measured on the samples in `train`.

        Where a document has asked for one, that one is given.
        """

    def rows(self, samples: Indices, preprocessing: AnyPreprocessing) -> Rows:
        """Those samples as `Samples.inputs`."""

    def changed(self, fingerprint: str) -> DataError:
        """What to tell when a document says that the fingerprint was another."""


class Inputs(Protocol):
    """The inputs of all listed samples, not read yet."""

    def read(self, asked: Asked, on_progress: OnProgress | None) -> ReadInputs:
        """Read them all. Raises DataError when that is not to be had."""


class ReadTargets(Protocol):
    """The targets of all listed samples, read.

    Attributes:
        fingerprint: A hash of what the inputs' fingerprint does not cover; may be empty.
        unreadable: As for inputs.
    """

    @property
    def fingerprint(self) -> str: ...

    @property
    def unreadable(self) -> Mapping[int, str]: ...

    def target(self, train: Indices) -> AnyTarget:
        """What they are, measured on the samples in `train` where there is something to measure.

        Where a document has asked for one, that one is given.
        """

    def rows(self, samples: Indices) -> Rows | None:
        """Those samples as `Samples.targets`."""


class Targets(Protocol):
    """The targets of all listed samples, not read yet."""

    @property
    def classes(self) -> tuple[str, ...]:
        """What `labels` count; empty where samples have no class each."""

    @property
    def labels(self) -> Indices | None:
        """int64 [N], the class of each sample, where each has one: splits go by it."""

    def read(self, inputs: ReadInputs, asked: Asked, on_progress: OnProgress | None) -> ReadTargets:
        """Read them all; `inputs` tell the size that masks and pictures take."""


@dataclass(frozen=True, eq=False)
class Listing:
    """The samples of a source.

    Attributes:
        source: Where they are; complete, so that the same samples can be listed again.
        root: The file or folder that errors name.
        names: N names that tell samples apart; see `Samples.names`.
        inputs: Their inputs.
        targets: Their targets.
        given: The split that the source gives or asks for, or None where any may be drawn.
        columns: What a split may go by besides classes: groups and times, [N] each.
        what: What samples are called in messages, in the plural.
        notes: What was chosen for the caller, and what was left out; a sentence each.
    """

    source: AnySource
    root: Path
    names: tuple[str, ...]
    inputs: Inputs
    targets: Targets
    given: AnySplit | None = None
    columns: Mapping[str, NDArray[Any]] = field(default_factory=dict)
    what: str = "images"
    notes: tuple[str, ...] = ()

    def __len__(self) -> int:
        return len(self.names)
