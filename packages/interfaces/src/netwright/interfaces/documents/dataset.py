"""The dataset document: where samples are, what they mean, how they are split and read."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Literal

from pydantic import Field

from netwright.interfaces.documents.base import Document, Upgrade
from netwright.interfaces.documents.preprocessing import Preprocessing
from netwright.interfaces.documents.source import Source
from netwright.interfaces.documents.split import Split
from netwright.interfaces.documents.target import Target, Task, labels_of


class Dataset(Document):
    """Everything needed to read the same samples in the same split again."""

    FORMAT: ClassVar[str] = "netwright.dataset"
    VERSION: ClassVar[int] = 2
    UPGRADES: ClassVar[Mapping[int, Upgrade]] = {1: lambda old: _with_target(old)}

    format: Literal["netwright.dataset"] = "netwright.dataset"
    version: Literal[2] = 2
    name: str
    source: Source
    target: Target
    split: Split
    preprocessing: Preprocessing
    skipped: tuple[str, ...] = Field(
        (), description="Samples left out because they cannot be read, relative to the source."
    )
    fingerprint: str = Field("", description="A hash of every sample's name, size and content.")

    @property
    def task(self) -> Task:
        """What is to be learnt."""
        return self.target.task

    @property
    def classes(self) -> tuple[str, ...]:
        """The labels that the target tells apart; none for numbers, pictures and tokens."""
        return labels_of(self.target)


def _with_target(old: dict[str, Any]) -> dict[str, Any]:
    """Version 1 knew one task, and kept it beside its classes."""
    rest = {name: value for name, value in old.items() if name not in ("task", "classes")}
    target = {"task": old.get("task", "classification"), "classes": old.get("classes", ())}
    return {**rest, "target": target}
