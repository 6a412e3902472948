"""What is not the same in several runs, and which of them is better."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from netwright.interfaces.metrics.words import in_words, written
from netwright.training.deciding import better
from netwright.training.differences import (
    data_of,
    differing,
    differing_networks,
    recipe_of,
)
from netwright.training.past import Past

_LONGEST = 40


def differences(pasts: Sequence[Past]) -> dict[str, dict[str, list[Any]]]:
    """What is not the same: of recipe, network and data each key with its values, run by run."""
    parts = {
        "recipe": differing([recipe_of(past) for past in pasts]),
        "network": differing_networks([past.run.network for past in pasts]),
        "data": differing([data_of(past.dataset) for past in pasts]),
    }
    return {name: rows for name, rows in parts.items() if rows}


def metrics_of(pasts: Sequence[Past]) -> dict[str, list[float | None]]:
    """The metrics of each run's best epoch; None where a run has no such metric."""
    known = [past.best.metrics if past.best else {} for past in pasts]
    names = dict.fromkeys(name for metrics in known for name in metrics)
    shown = [name for name in names if name not in ("learning_rate", "seconds")]
    return {name: [metrics.get(name) for metrics in known] for name in shown}


def verdict(pasts: Sequence[Past]) -> str:
    """Which is better by the metrics that decide for the task, as a sentence."""
    best = [(past.run.name, past.best.metrics) for past in pasts if past.best is not None]
    if len({past.dataset.task for past in pasts}) > 1 or len(best) < 2:
        return "Nothing decides between them."
    deciding = pasts[0].deciding
    first = 0
    for number, (_, metrics) in enumerate(best):
        if better(deciding, metrics, best[first][1]):
            first = number
    (name, winner), others = best[first], [*best[:first], *best[first + 1 :]]
    losers = [metrics for _, metrics in others]
    by = [better(deciding, winner, metrics) for metrics in losers]
    metric = by[0]
    if metric is None or None in by:
        return "They are equally good."
    value, *values = (written(metric, m[f"val_{metric}"]) for m in [winner, *losers])
    return f"{name} is better: {in_words(metric)} {value} against {', '.join(values)}."


def as_table(pasts: Sequence[Past]) -> str:
    """What differs and how good each is, a run a column; and which is better, as a sentence."""
    heads = ["", *(past.run.name for past in pasts)]
    rows: list[list[str]] = [heads]
    for title, part in differences(pasts).items():
        rows.append([title])
        rows += [[f"  {name}", *map(_cell, values)] for name, values in part.items()]
    rows.append(["best epoch", *(str(past.best.number) if past.best else "–" for past in pasts)])
    rows += [
        [f"  {name}", *("–" if v is None else f"{v:.5g}" for v in values)]
        for name, values in metrics_of(pasts).items()
    ]
    widths = [max(len(row[i]) for row in rows if i < len(row)) for i in range(len(heads))]
    cells = ([c.ljust(w) for c, w in zip(row, widths, strict=False)] for row in rows)
    return "\n".join([*("  ".join(row).rstrip() for row in cells), "", verdict(pasts)])


def _cell(value: Any) -> str:
    text = value if isinstance(value, str) else json.dumps(value)
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"
