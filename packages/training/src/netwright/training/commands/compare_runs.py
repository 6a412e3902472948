"""`netwright runs compare`: what is not the same in several runs, and which is better."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Any

import typer

from netwright.interfaces.errors import UsageError
from netwright.interfaces.metrics.words import in_words, written
from netwright.training.commands.finding import Runs, find_run
from netwright.training.deciding import better
from netwright.training.differences import (
    data_of,
    differing,
    differing_networks,
    not_comparable,
    recipe_of,
)
from netwright.training.past import Past

_LONGEST = 40


def compare_runs(
    run: Annotated[
        list[Path],
        typer.Argument(
            help="Two runs or more: folders or names.", metavar="RUN...", show_default=False
        ),
    ],
    runs: Runs = Path("runs"),
    as_json: Annotated[bool, typer.Option("--json", help="All of it as one JSON object.")] = False,
) -> None:
    """Compare runs: what differs in recipe, network and data, their metrics, which is better.

    Examples:

        netwright runs compare digits-01 digits-02
    """
    if len(run) < 2:
        raise UsageError("one run cannot be compared.", fix="name two runs or more.")
    pasts = [find_run(name, runs) for name in run]
    parts = _differences(pasts)
    against, verdict = not_comparable(pasts), _verdict(pasts)
    if as_json:
        content = {"runs": [str(past.run.folder) for past in pasts], "differences": parts}
        typer.echo(
            json.dumps(
                {**content, "metrics": _metrics(pasts), "better": verdict, "warning": against},
                ensure_ascii=False,
            )
        )
        return
    _print(pasts, parts)
    typer.echo(f"\n{verdict}")
    if against is not None:
        typer.echo(
            f"warning: {against}, so the figures do not compare.\n"
            "  fix: train all of them on one data set: --data RUN/dataset.json",
            err=True,
        )


def _differences(pasts: Sequence[Past]) -> dict[str, dict[str, list[Any]]]:
    parts = {
        "recipe": differing([recipe_of(past) for past in pasts]),
        "network": differing_networks([past.run.network for past in pasts]),
        "data": differing([data_of(past.dataset) for past in pasts]),
    }
    return {name: rows for name, rows in parts.items() if rows}


def _metrics(pasts: Sequence[Past]) -> dict[str, list[float | None]]:
    """The metrics of each run's best epoch; None where a run has no such metric."""
    known = [past.best.metrics if past.best else {} for past in pasts]
    names = dict.fromkeys(name for metrics in known for name in metrics)
    shown = [name for name in names if name not in ("learning_rate", "seconds")]
    return {name: [metrics.get(name) for metrics in known] for name in shown}


def _verdict(pasts: Sequence[Past]) -> str:
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


def _print(pasts: Sequence[Past], parts: dict[str, dict[str, list[Any]]]) -> None:
    heads = ["", *(past.run.name for past in pasts)]
    rows: list[list[str]] = [heads]
    for title, part in parts.items():
        rows.append([title])
        rows += [[f"  {name}", *map(_cell, values)] for name, values in part.items()]
    rows.append(["best epoch", *(str(past.best.number) if past.best else "–" for past in pasts)])
    rows += [
        [f"  {name}", *("–" if v is None else f"{v:.5g}" for v in values)]
        for name, values in _metrics(pasts).items()
    ]
    widths = [max(len(row[i]) for row in rows if i < len(row)) for i in range(len(heads))]
    for row in rows:
        cells = (cell.ljust(width) for cell, width in zip(row, widths, strict=False))
        typer.echo("  ".join(cells).rstrip())


def _cell(value: Any) -> str:
    text = value if isinstance(value, str) else json.dumps(value)
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"
