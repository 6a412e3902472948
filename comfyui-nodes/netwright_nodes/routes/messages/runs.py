"""Runs in the panel: all at a glance, several side by side, one as a workflow."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import Field

from .message import Message

RunState = Literal["running", "completed", "stopped", "diverged", "killed", "broken"]


class RunTold(Message):
    """A run in the list.

    `metric` is what decides in its task, `best` its value in the best epoch, and `shown` that value
    as people write it. `began` is in seconds since 1970. Of a broken run, `error` says why.
    """

    name: str
    state: RunState
    task: str = ""
    data: str = ""
    network: str = ""
    epochs: int = 0
    of_epochs: int = 0
    metric: str = ""
    best: float | None = None
    shown: str = ""
    best_epoch: int | None = None
    began: float = 0
    seconds: float = 0
    has_report: bool = False
    has_model: bool = False
    error: str = ""


class RunsTold(Message):
    """All runs, the newest first; None where they are as the page knows them by their `stamp`.

    `more` counts older ones that are left out.
    """

    stamp: str
    runs: tuple[RunTold, ...] | None
    more: int = 0


class RunsCompared(Message):
    """Runs to look at side by side, by their names."""

    runs: tuple[str, ...] = Field(min_length=2, max_length=8)


class Curve(Message):
    """A column of a run's metrics, epoch by epoch."""

    run: str
    epochs: tuple[int, ...]
    values: tuple[float | None, ...]


class CurvesTold(Message):
    """What is drawn over each other. `name` is the column's, such as ``val_accuracy``."""

    name: str
    words: str
    curves: tuple[Curve, ...]


class Row(Message):
    """What is not the same in runs, or a metric of each: a cell a run."""

    name: str
    cells: tuple[str, ...]


class ComparisonTold(Message):
    """Runs side by side. `verdict` says which is better, `warning` why figures do not compare."""

    runs: tuple[str, ...]
    curves: tuple[CurvesTold, ...]
    metrics: tuple[Row, ...]
    differences: dict[str, tuple[Row, ...]]
    verdict: str
    warning: str | None


class WorkflowTold(Message):
    """A workflow to be opened, and what a person should know of it."""

    name: str
    workflow: dict[str, Any]
    notes: tuple[str, ...] = ()
