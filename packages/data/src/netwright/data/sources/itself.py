"""Targets of tasks whose target is the input itself."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from netwright.data.asked import Asked
from netwright.data.sources.listing import Indices, ReadInputs
from netwright.data.survey import OnProgress
from netwright.interfaces.documents.target import Autoencoding, NextToken


@dataclass(frozen=True)
class Itself:
    """Nothing to read: `Samples.targets` is None.

    Attributes:
        task: Which of the tasks it is.
    """

    task: Autoencoding | NextToken
    classes: tuple[str, ...] = ()
    labels: None = None
    fingerprint: str = ""

    def read(self, inputs: ReadInputs, asked: Asked, on_progress: OnProgress | None) -> Itself:
        """Itself."""
        return self

    @property
    def unreadable(self) -> Mapping[int, str]:
        """None is."""
        return {}

    def target(self, train: Indices) -> Autoencoding | NextToken:
        """The task."""
        return self.task

    def rows(self, samples: Indices) -> None:
        """None."""
