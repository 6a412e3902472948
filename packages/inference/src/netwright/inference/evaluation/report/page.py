"""The page of an evaluation."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape
from pathlib import Path

import numpy as np

from netwright.inference.evaluation.examining import Examination
from netwright.inference.evaluation.losses import loss_name
from netwright.inference.evaluation.report.charts import (
    confusion_chart,
    counts_chart,
    histogram,
    reliability_chart,
    scatter,
)
from netwright.inference.evaluation.report.mistakes import mistakes
from netwright.inference.evaluation.thresholds import Goal
from netwright.interfaces.files import write_atomic
from netwright.interfaces.metrics.words import in_words, written
from netwright.interfaces.page import Section, page, table

_MOST_COLUMNS = 9


def write_page(
    path: Path, found: Examination, data: str, *, goal: Goal, notes: Sequence[str] = ()
) -> None:
    """Write the page, whole or not at all.

    Args:
        path: The file, such as ``report/index.html``.
        found: What was found.
        data: On what, in words.
        goal: What the thresholds that are shown are best for.
        notes: What else is to be told of the data.
    """
    model, metrics = found.model, found.meter.metrics()
    first = [f"{in_words(n)} {written(n, v)}" for n, v in metrics.items() if n != "loss"][:2]
    facts = [
        ("Task", model.task.replace("_", " ")),
        ("Data", data),
        ("Samples", f"{len(found.names):,}"),
        *(("Note", note) for note in notes),
        *((in_words(name), written(name, value)) for name, value in metrics.items()),
    ]
    headline = f"{', '.join(first)} on {len(found.names):,} samples."
    write_atomic(path, page(model.name, headline, facts, _sections(found, goal)))


def _sections(found: Examination, goal: Goal) -> Iterator[Section]:
    yield mistakes(found)
    if found.confusion is not None:
        chart = confusion_chart(found.confusion.matrix, found.model.labels)
        yield Section("Confusion", f"<p>True classes are rows, said ones columns.</p>\n{chart}")
    if rows := found.classes():
        of_pixels = found.model.task == "segmentation"
        head = ("Class", "Pixels" if of_pixels else "Samples", "Precision", "Recall", "F1", "IoU")
        kept = len(head) if of_pixels else len(head) - 1
        yield table("Class by class", head[:kept], (row[:kept] for row in rows))
    if columns := found.columns():
        names = ("Column", "Mean absolute error", "Root mean squared error", "R2")
        yield table("Column by column", names, columns)
    if found.pairs is not None:
        yield _scatter(found)
    if found.reliability is not None:
        yield _calibration(found)
    if found.thresholds is not None:
        yield _thresholds(found, goal)
    name = loss_name(found.model)
    yield Section("All samples", histogram(found.worst.losses, name))


def _scatter(found: Examination) -> Section:
    assert found.pairs is not None
    true, said = np.stack(found.pairs.pairs, axis=1)
    charts = [
        scatter(true[:, index], said[:, index], row.column)
        for index, row in enumerate(found.columns()[:_MOST_COLUMNS])
    ]
    return Section("Said against true", "\n".join(charts))


def _calibration(found: Examination) -> Section:
    assert found.reliability is not None
    bins, kept = found.reliability.bins, found.model.calibration
    told = (
        f"The expected calibration error is {bins.expected_error():.2%}: by so much, on average, "
        "how often the model is right differs from how sure it says it is. "
    )
    if kept is None:
        told += "netwright evaluate --calibrate finds a temperature that makes it less."
    else:
        told += f"The model has a temperature of {kept.temperature:.4g}."
    charts = f"{reliability_chart(bins)}\n{counts_chart(bins)}"
    return Section("How sure it is", f"<p>{escape(told)}</p>\n{charts}")


def _thresholds(found: Examination, goal: Goal) -> Section:
    assert found.thresholds is not None
    choices = found.thresholds.best(goal)
    rows = [
        (label, choice.threshold, choice.precision, choice.recall, choice.f1)
        for label, choice in zip(found.model.labels[-len(choices) :], choices, strict=True)
    ]
    head = ("Label", "Threshold", "Precision", "Recall", "F1")
    return table(f"Thresholds that are best for {goal}", head, rows)
