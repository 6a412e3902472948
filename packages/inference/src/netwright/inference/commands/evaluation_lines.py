"""What an evaluation found, as a person reads it and as another program does."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from typing import Any

from netwright.inference.evaluation.examining import Examination
from netwright.inference.evaluation.report.mistakes import said_of
from netwright.inference.evaluation.thresholds import Choice, Goal
from netwright.inference.terminal_text import padded, printable, width
from netwright.interfaces.metrics.words import in_words, written

_MOST_ROWS = 30
_MOST_CONFUSED = 3


def lines(found: Examination, data: str, notes: Sequence[str], goal: Goal) -> Iterator[str]:
    """Metrics, then tables."""
    yield f"{printable(found.model.name)} on {len(found.names):,} samples of {printable(data)}"
    yield from map(printable, notes)
    yield ""
    told = [(in_words(name), written(name, v)) for name, v in found.meter.metrics().items()]
    if found.reliability is not None:
        told.append(("calibration error", f"{found.reliability.bins.expected_error():.2%}"))
    longest = max(len(name) for name, _ in told)
    yield from (f"{name:{longest}}  {text}" for name, text in told)
    yield from _tables(found, goal)
    if confused := list(_confused(found)):
        yield ""
        yield from confused


def _tables(found: Examination, goal: Goal) -> Iterator[str]:
    if rows := found.classes():
        worst = sorted(rows, key=lambda row: (math.isnan(row.f1), row.f1))[:_MOST_ROWS]
        shown = rows if len(rows) <= _MOST_ROWS else worst
        head = ("class", "samples", "precision", "recall", "F1", "IoU")
        kept = len(head) if found.model.task == "segmentation" else len(head) - 1
        yield from _table(head[:kept], [row[:kept] for row in shown])
        if len(rows) > len(shown):
            yield f"the {len(shown)} worst of {len(rows)} classes by F1"
    if columns := found.columns():
        yield from _table(("column", "MAE", "RMSE", "R2"), columns)
    if found.thresholds is not None:
        choices = found.thresholds.best(goal)
        labels = found.model.labels[-len(choices) :]
        rows_of = [(label, *_numbers(c)) for label, c in zip(labels, choices, strict=True)]
        title = f"best for {goal}"
        yield from _table((title, "threshold", "precision", "recall", "F1"), rows_of[:_MOST_ROWS])


def _numbers(choice: Choice) -> tuple[float, ...]:
    return choice.threshold, choice.precision, choice.recall, choice.f1


def _confused(found: Examination) -> Iterator[str]:
    """The classes that were most often taken for each other."""
    if found.confusion is None or found.model.task != "classification":
        return
    matrix, labels = found.confusion.matrix, found.model.labels
    pairs = [
        (int(matrix[true, said]), labels[true], labels[said])
        for true in range(len(labels))
        for said in range(len(labels))
        if true != said and matrix[true, said]
    ]
    for times, true, said in sorted(pairs, key=lambda pair: -pair[0])[:_MOST_CONFUSED]:
        often = "once" if times == 1 else f"{times:,} times"
        yield printable(f"{true} was taken for {said} {often}")


def _table(head: Sequence[str], rows: Sequence[Sequence[Any]]) -> Iterator[str]:
    cells = [tuple(map(printable, map(_cell, row))) for row in rows]
    widths = [max(map(width, column)) for column in zip(head, *cells, strict=True)]
    yield ""
    for row in (head, *cells):
        first, *rest = (
            padded(cell, size) if index == 0 else " " * (size - width(cell)) + cell
            for index, (cell, size) in enumerate(zip(row, widths, strict=True))
        )
        yield "  ".join([first, *rest]).rstrip()


def _cell(value: Any) -> str:
    if isinstance(value, float):
        return "-" if math.isnan(value) else f"{value:.4g}"
    return f"{value:,}" if isinstance(value, int) else str(value)


def content(found: Examination, data: str, notes: Sequence[str], goal: Goal) -> dict[str, Any]:
    """All of it as JSON takes it: what has no value is null."""
    parts: dict[str, Any] = {
        "data": data,
        "samples": len(found.names),
        "notes": list(notes),
        "metrics": found.meter.metrics(),
        "classes": [row._asdict() for row in found.classes()],
        "columns": [row._asdict() for row in found.columns()],
        "worst": [
            {"name": found.names[s.number], "loss": s.loss, "said": said_of(s, found.model)}
            for s in found.worst.found
        ],
    }
    if found.confusion is not None:
        parts["confusion"] = found.confusion.matrix.tolist()
    if found.reliability is not None:
        bins = found.reliability.bins
        parts["calibration"] = {
            "expected_error": bins.expected_error(),
            "bins": [
                {"count": int(n), "said": float(s), "right": float(r)}
                for n, s, r in zip(bins.count, bins.said, bins.right, strict=True)
            ],
        }
    if found.thresholds is not None:
        choices = found.thresholds.best(goal)
        labels = found.model.labels[-len(choices) :]
        parts["thresholds"] = {
            "goal": str(goal),
            "labels": [
                {"label": label, **vars(c)} for label, c in zip(labels, choices, strict=True)
            ],
        }
    return {name: _finite(part) for name, part in parts.items()}


def _finite(value: Any) -> Any:
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if isinstance(value, dict):
        return {key: _finite(part) for key, part in value.items()}
    return [_finite(part) for part in value] if isinstance(value, (list, tuple)) else value
