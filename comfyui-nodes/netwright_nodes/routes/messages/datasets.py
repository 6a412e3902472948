"""Data sets in the panel, and what a check of one finds."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from .message import Message

DataKind = Literal[
    "classes", "labels", "masks", "pairs", "pictures", "table", "arrays", "text", "shards", "many"
]


class DataTold(Message):
    """What lies in ComfyUI's input folder and can be trained on.

    `path` is what the node Dataset is told. `files` counts those that were seen, which is not all
    of them where `more` is so.
    """

    path: str
    kind: DataKind
    files: int = 0
    more: bool = False
    bytes: int = 0
    changed: float = 0


class DataListed(Message):
    """All data sets by name; None where they are as the page knows them by their `stamp`."""

    stamp: str
    sets: tuple[DataTold, ...] | None


class CheckAsked(Message):
    """Look for what would mislead. `target` names the columns of a table to be predicted."""

    path: str
    target: str = Field("", max_length=1000)


class FindingTold(Message):
    """One thing that was found. The severity `misleading` is the gravest."""

    check: str
    severity: Literal["misleading", "warning", "note"]
    message: str
    fix: str
    samples: tuple[str, ...]


class CheckTold(Message):
    """How far a check is, and what it found. `error` says why it could not be done."""

    path: str
    state: Literal["none", "waiting", "running", "done", "failed", "stopped"]
    doing: str = ""
    done: int = 0
    total: int = 0
    facts: dict[str, str] = Field(default_factory=dict)
    findings: tuple[FindingTold, ...] = ()
    verdict: str = ""
    error: str = ""
    fix: str = ""
