"""What a run folder tells without PyTorch: how the run went, how far it came, what was best."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Literal, TypeVar

from netwright.data.file_holds import is_held
from netwright.interfaces.documents import (
    Dataset,
    Ended,
    Event,
    Recipe,
    Started,
    Warned,
    read_event,
)
from netwright.interfaces.errors import RunError
from netwright.training.deciding import Best, best_of, better
from netwright.training.run import Run

State = Literal["running", "completed", "stopped", "diverged", "killed"]
Told = TypeVar("Told", bound=Event)


@dataclass(frozen=True)
class Epoch:
    """A row of metrics.csv.

    Attributes:
        number: From 1.
        metrics: By name, such as ``train_loss``, `learning_rate` and `seconds` among them.
    """

    number: int
    metrics: dict[str, float]


@dataclass(frozen=True)
class Past:
    """A run as it was left, or as it is now.

    Attributes:
        run: Its folder, whose documents could be read.
    """

    run: Run

    @cached_property
    def dataset(self) -> Dataset:
        """What it is trained on."""
        return self.run.dataset

    @cached_property
    def recipe(self) -> Recipe:
        """How it is trained."""
        return self.run.recipe

    @cached_property
    def start(self) -> Started | None:
        """How it began; None where it did not come so far."""
        return next(self.told(Started), None)

    @cached_property
    def end(self) -> Ended | None:
        """How it ended; None where it goes on or was killed."""
        return next(self.told(Ended), None)

    @cached_property
    def warnings(self) -> tuple[Warned, ...]:
        """What it warned of."""
        return tuple(self.told(Warned))

    @cached_property
    def epochs(self) -> tuple[Epoch, ...]:
        """The epochs that are done. A last row that a kill cut short is left out.

        Raises:
            RunError: metrics.csv is damaged.
        """
        path = self.run.metrics_file
        if not path.exists():
            return ()
        try:
            lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
            rows = csv.DictReader(line for line in lines if line.endswith("\n"))
            epochs = tuple(_epoch(row) for row in rows)
            for name, _ in self.deciding:
                _ = [epoch.metrics[f"val_{name}"] for epoch in epochs]
        except (ValueError, KeyError, TypeError) as error:
            raise _damaged(path, error) from None
        return epochs

    @property
    def deciding(self) -> Best:
        """The metrics that tell the better epoch."""
        return best_of(self.dataset)

    @cached_property
    def best(self) -> Epoch | None:
        """The best epoch; the first of equals."""
        best: Epoch | None = None
        for epoch in self.epochs:
            if best is None or better(self.deciding, epoch.metrics, best.metrics):
                best = epoch
        return best

    @property
    def seconds(self) -> float:
        """What its epochs took together."""
        return sum(epoch.metrics["seconds"] for epoch in self.epochs)

    @property
    def state(self) -> State:
        """What became of it. `running` is told by the lock on its events."""
        if is_held(self.run.events_file):
            return "running"
        return "killed" if self.end is None else self.end.reason

    def told(self, kind: type[Told]) -> Iterator[Told]:
        """The events of a kind in order. Others are not parsed: a long run has many.

        Raises:
            RunError: One of them is damaged.
        """
        mark = f'"kind":"{kind.model_fields["kind"].default}"'
        if not self.run.events_file.exists():
            return
        with self.run.events_file.open(encoding="utf-8") as lines:
            for number, line in enumerate(lines, start=1):
                if mark in line and line.endswith("\n"):
                    place = f"{self.run.events_file}:{number}"
                    try:
                        event = read_event(json.loads(line), source=place)
                    except ValueError as error:
                        raise _damaged(place, error) from None
                    if isinstance(event, kind):
                        yield event


def _epoch(row: dict[str, str]) -> Epoch:
    return Epoch(int(row.pop("epoch")), {name: float(value) for name, value in row.items()})


def _damaged(place: object, error: Exception) -> RunError:
    return RunError(
        f"the run's record is damaged: {error!r}.",
        file=place,
        fix="mend that line, or train again.",
    )
