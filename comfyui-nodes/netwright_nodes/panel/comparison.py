"""Runs side by side: their curves, their metrics, and what is not the same in them."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from netwright.interfaces.errors import NetwrightError
from netwright.interfaces.metrics.words import in_words
from netwright.training import Run
from netwright.training.comparing import differences, metrics_of, verdict
from netwright.training.differences import not_comparable
from netwright.training.past import Past

from ..routes.messages.runs import ComparisonTold, Curve, CurvesTold, Row
from ..training.run_names import run_folder

_MOST_POINTS = 400
"""More are not seen in the width of a panel."""
_MOST_CURVES = 8
_LONGEST_CELL = 60
_NEVER_DRAWN = frozenset({"seconds"})


def comparison(names: Sequence[str]) -> ComparisonTold:
    """All that is to be told of the runs of those names.

    Raises:
        NetwrightError: One of them is none, or cannot be read.
    """
    pasts = [Past(Run.open(run_folder(name))) for name in dict.fromkeys(names)]
    parts = differences(pasts).items()
    return ComparisonTold(
        runs=tuple(past.run.name for past in pasts),
        curves=tuple(_curves(name, pasts) for name in _columns(pasts)),
        metrics=tuple(_metric(name, row) for name, row in metrics_of(pasts).items()),
        differences={
            part: tuple(Row(name=name, cells=tuple(map(_cell, row))) for name, row in rows.items())
            for part, rows in parts
        },
        verdict=_verdict(pasts),
        warning=not_comparable(pasts),
    )


def _verdict(pasts: Sequence[Past]) -> str:
    try:
        return verdict(pasts)
    except NetwrightError as error:
        return error.message


def _columns(pasts: Sequence[Past]) -> list[str]:
    """Losses first, then validation metrics, then the rest."""
    found = dict.fromkeys(name for past in pasts for e in past.epochs[:1] for name in e.metrics)
    wanted = [name for name in found if name not in _NEVER_DRAWN]
    first = [name for name in ("val_loss", "train_loss") if name in found]
    val = [name for name in wanted if name.startswith("val_")]
    return [*dict.fromkeys([*first, *val, *wanted])][:_MOST_CURVES]


def _curves(name: str, pasts: Sequence[Past]) -> CurvesTold:
    side, _, metric = name.partition("_")
    words = f"{in_words(metric)} ({side})" if side in ("train", "val") else name.replace("_", " ")
    return CurvesTold(name=name, words=words, curves=tuple(_curve(name, past) for past in pasts))


def _curve(name: str, past: Past) -> Curve:
    step = -(-len(past.epochs) // _MOST_POINTS) or 1
    shown = past.epochs[::step]
    if past.epochs and shown[-1] != past.epochs[-1]:
        shown += past.epochs[-1:]
    return Curve(
        run=past.run.name,
        epochs=tuple(epoch.number for epoch in shown),
        values=tuple(epoch.metrics.get(name) for epoch in shown),
    )


def _metric(name: str, values: Sequence[float | None]) -> Row:
    return Row(name=name, cells=tuple("–" if v is None else f"{v:.5g}" for v in values))


def _cell(value: Any) -> str:
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return text if len(text) <= _LONGEST_CELL else text[: _LONGEST_CELL - 1] + "…"
