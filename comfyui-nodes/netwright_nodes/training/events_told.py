"""What a run's record holds, as a page is told of it."""

from __future__ import annotations

import json
import math
from collections.abc import Iterable
from pathlib import Path

from netwright.data.file_holds import is_held
from netwright.interfaces.documents import (
    Ended,
    EpochEnded,
    Event,
    Started,
    Stepped,
    Warned,
    read_event,
)
from netwright.interfaces.errors import RunError
from netwright.interfaces.metrics.words import in_words, written
from netwright.training.headlines import headlines

from ..routes.messages.training import (
    EndTold,
    EpochTold,
    EventsTold,
    StartTold,
    StepTold,
    WarningTold,
)
from .record import read_on
from .thinning import thinned

_MOST_STEPS = 500
_UNTOLD = b'"kind":"checkpoint"'


def events_told(path: Path, cursor: str) -> EventsTold:
    """The part of a record after `cursor`; empty for the beginning.

    Raises:
        UsageError: The cursor is none.
        RunError: A line is no event.
    """
    running = is_held(path)
    part = read_on(path, cursor)
    events = [_event(line, path) for line in part.lines if _UNTOLD not in line]
    steps = [event for event in events if isinstance(event, Stepped)]
    ends = [_end(event) for event in events if isinstance(event, Ended)]
    return EventsTold(
        cursor=part.cursor,
        anew=part.anew,
        more=part.more,
        running=running,
        starts=tuple(_start(event) for event in events if isinstance(event, Started)),
        steps=tuple(map(_step, thinned(steps, _MOST_STEPS))),
        epochs=tuple(_epoch(event) for event in events if isinstance(event, EpochEnded)),
        warnings=tuple(_warnings(events)),
        end=ends[-1] if ends else None,
    )


def _event(line: bytes, path: Path) -> Event:
    try:
        return read_event(json.loads(line), source=path)
    except ValueError as error:
        raise RunError(
            f"the run's record is damaged: {error}.",
            file=path,
            fix="mend that line, or train again.",
        ) from None


def _start(event: Started) -> StartTold:
    return StartTold(**event.model_dump(include={*StartTold.model_fields}))


def _step(event: Stepped) -> StepTold:
    told = event.model_dump(include={*StepTold.model_fields})
    return StepTold(**{**told, "loss": _finite(event.loss)})


def _epoch(event: EpochEnded) -> EpochTold:
    name, value = next(iter(headlines(event.metrics).items()), (None, None))
    return EpochTold(
        time=event.time,
        epoch=event.epoch,
        train_loss=_finite(event.metrics.get("train_loss")),
        val_loss=_finite(event.metrics.get("val_loss")),
        metric=None if name is None else in_words(name),
        value=_finite(value),
        written="" if name is None or value is None else written(name, value),
        learning_rate=event.learning_rate,
        seconds=event.seconds,
    )


def _end(event: Ended) -> EndTold:
    return EndTold(**event.model_dump(include={*EndTold.model_fields}))


def _warnings(events: Iterable[Event]) -> Iterable[WarningTold]:
    for event in events:
        if isinstance(event, Warned):
            yield WarningTold(time=event.time, message=event.message, fix=event.fix)


def _finite(value: float | None) -> float | None:
    return value if value is not None and math.isfinite(value) else None
